import type { Frames } from './clock';
import type { SessionKeeper } from './page';
import type { PreferenceKeeper, Preferences } from './preferences';
import type { Alarm } from './workerExplorer';

/** Adapters to the browser. Nothing else under `store` touches it. */

export const browserFrames: Frames = {
  request: (callback) => void requestAnimationFrame(callback),
};

/** Rings once after so many milliseconds, unless it is cancelled. */
export const browserAlarm: Alarm = (ms, ring) => {
  const timer = setTimeout(ring, ms);
  return { cancel: () => clearTimeout(timer) };
};

const KEY = 'paxoscope.preferences';

/** Storage may be missing, full or forbidden: then nothing is remembered, and nothing else happens. */
export const browserKeeper: PreferenceKeeper = {
  load() {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
      return isPreferences(kept) ? kept : {};
    } catch {
      return {};
    }
  },
  save(preferences) {
    try {
      localStorage.setItem(KEY, JSON.stringify(preferences));
    } catch {
      // Not remembered; the page goes on.
    }
  },
};

const THEMES: readonly unknown[] = ['system', 'light', 'dark', 'projector'];
const HEARTBEATS: readonly unknown[] = ['full', 'faded', 'hidden'];

function isPreferences(kept: unknown): kept is Partial<Preferences> {
  if (typeof kept !== 'object' || kept === null) return false;
  const { theme, heartbeats, ...flags } = kept as Record<string, unknown>;
  return (
    (theme === undefined || THEMES.includes(theme)) &&
    (heartbeats === undefined || HEARTBEATS.includes(heartbeats)) &&
    Object.values(flags).every((flag) => typeof flag === 'boolean')
  );
}

const SESSION = 'paxoscope.session';
const QUIET_MS = 700;
let quiet: ReturnType<typeof setTimeout> | undefined;

/** The last session, as the text of a link; the same care as above. */
export const browserSession: SessionKeeper = {
  load() {
    try {
      return localStorage.getItem(SESSION);
    } catch {
      return null;
    }
  },
  save(text) {
    try {
      if (text === null) localStorage.removeItem(SESSION);
      else localStorage.setItem(SESSION, text);
    } catch {
      // Not remembered; the page goes on.
    }
  },
  whenQuiet(callback) {
    clearTimeout(quiet);
    quiet = setTimeout(callback, QUIET_MS);
  },
};

/** Texts that come with the page, relative to where it is served. */
export async function fetchText(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

/** Where the sizes of the regions are kept; the same care as above. */
export const keptLayouts = {
  getItem(key: string): string | null {
    try {
      return localStorage.getItem(`paxoscope.${key}`);
    } catch {
      return null;
    }
  },
  setItem(key: string, value: string): void {
    try {
      localStorage.setItem(`paxoscope.${key}`, value);
    } catch {
      // Not remembered; the page goes on.
    }
  },
};
