import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where the Safety region stands: what of it is open. */
export interface SafetyPlace {
  /** The id of its open tab. */
  readonly tab: string;
  /** The property whose proof is open; it shows when that property is broken at the present moment. */
  readonly open: string | null;
  /** Somebody asks from elsewhere to see that tab or proof: the region must be on the screen, and then this is over. */
  readonly asked: boolean;
  /** Looks for the shortest run that breaks a property; null while nobody can. */
  readonly findShortest: ((property: string) => void) | null;
}

export type SafetyStore = StoreApi<SafetyPlace>;

export function createSafetyPlace(): SafetyStore {
  return createStore<SafetyPlace>(() => ({
    tab: 'properties',
    open: null,
    asked: false,
    findShortest: null,
  }));
}

/** Brings a tab of the region on the screen, wherever the region is. */
export function askForTab(place: SafetyStore, tab: 'bugs' | 'explore'): void {
  place.setState({ tab, asked: true });
}

/** Brings the proof of a broken property on the screen, wherever the region is. */
export function askForProof(place: SafetyStore, property: string): void {
  place.setState({ tab: 'properties', open: property, asked: true });
}
