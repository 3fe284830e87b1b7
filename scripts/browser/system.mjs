// Chromium-like browsers that the operating system may already have.
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The headless shell comes first: same engine, but pages open several times faster. */
const COMMANDS = [
  'chromium-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC_APPLICATIONS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** @returns {import('./record.mjs').Browser[]} */
export function systemBrowsers() {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const path of placesToLook()) {
    if (!existsSync(path)) continue;
    // Several names may lead to one program. The first name is the one to start it by: some
    // programs look at the name under which they were called.
    const program = realpathSync(path);
    if (!found.has(program)) found.set(program, path);
  }
  return [...found.values()].map((executablePath) => ({ name: executablePath, executablePath }));
}

/** @returns {string[]} */
function placesToLook() {
  const { env, platform } = process;
  if (platform === 'darwin')
    return combine(['/Applications', `${homedir()}/Applications`], MAC_APPLICATIONS);
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return combine(
      folders.filter((folder) => folder !== undefined),
      WINDOWS_PROGRAMS,
    );
  }
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((command) => combine([...onPath, '/usr/bin', '/snap/bin'], [command]));
}

/**
 * @param {string[]} folders
 * @param {string[]} names
 */
function combine(folders, names) {
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}
