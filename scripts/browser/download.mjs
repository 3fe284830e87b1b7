// The two slowest ways to get a browser: Playwright's download and the Debian package manager.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from './run.mjs';
import { systemBrowsers } from './system.mjs';

const APT_PACKAGES = ['chromium-headless-shell', 'chromium'];

/** @returns {import('./record.mjs').Browser[]} */
export function playwrightDownload() {
  const packageFile = createRequire(import.meta.url).resolve('playwright-core/package.json');
  const args = [join(dirname(packageFile), 'cli.js'), 'install', '--only-shell', 'chromium'];
  // Without a connection limit a silent server costs minutes.
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' };
  if (!run(process.execPath, args, { limitMs: 240_000, env })) return [];
  return [{ name: "Playwright's own Chromium" }];
}

/** @returns {import('./record.mjs').Browser[]} */
export function aptChromium() {
  if (process.platform !== 'linux') return [];
  const prefix = administrator();
  if (prefix === undefined) {
    console.log('  skipped: installing packages needs root or a sudo without password');
    return [];
  }
  const options = ['-y', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends'];
  /** @param {string[]} args */
  const apt = (args) => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args];
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    return run(command ?? 'apt-get', rest, { limitMs: 600_000, env });
  };
  const install = () =>
    APT_PACKAGES.some((name) => apt(['install', ...options, name, 'fonts-liberation']));
  // The package lists may well be there already, and refreshing them is slow.
  if (install() || (apt(['update']) && install())) return systemBrowsers();
  return [];
}

/** @returns {string[] | undefined} what to put before a command to run it as root */
function administrator() {
  if (process.getuid?.() === 0) return [];
  return run('sudo', ['-n', 'true'], { limitMs: 5_000 }) ? ['sudo', '-n'] : undefined;
}
