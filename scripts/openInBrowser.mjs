import { spawn } from 'node:child_process';

/**
 * Shows the address in the person's browser, where there is a person and a desktop.
 * `BROWSER=none` asks for silence. Failing to open is never an error: the address is printed anyway.
 * @param {string} address
 */
export function openInBrowser(address) {
  const opener = desktopOpener();
  if (opener === undefined) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

/** @returns {[string, ...string[]] | undefined} */
function desktopOpener() {
  const { CI, BROWSER, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI || BROWSER === 'none') return undefined;
  if (process.platform === 'darwin') return ['open'];
  // `start` takes its first quoted argument for a window title.
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  if (process.platform === 'linux' && (DISPLAY || WAYLAND_DISPLAY)) return ['xdg-open'];
  return undefined;
}
