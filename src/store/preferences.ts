/** What one person likes, kept between visits. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark' | 'projector';
  /** Single-letter keys (WCAG 2.1.4 wants a switch). */
  readonly letterKeys: boolean;
  /** The row of what is chosen and no server can see. */
  readonly observer: boolean;
  readonly legends: boolean;
  /** The marks of replicas looking at Status. */
  readonly polls: boolean;
  /** How heartbeats and their answers are drawn: there are many, and they seldom matter. */
  readonly heartbeats: 'full' | 'faded' | 'hidden';
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  letterKeys: true,
  observer: true,
  legends: true,
  polls: true,
  heartbeats: 'faded',
};

/** Where preferences live; storage may be missing, full or forbidden, which is never an error. */
export interface PreferenceKeeper {
  load(): Partial<Preferences>;
  save(preferences: Preferences): void;
}
