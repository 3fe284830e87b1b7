import { spawnSync } from 'node:child_process';

/**
 * Runs a command with a limit in time. Its output is shown only when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ limitMs: number, env?: Record<string, string> }} options
 */
export function run(command, args, { limitMs, env = {} }) {
  const result = spawnSync(command, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
  });
  if (result.status === 0) return true;
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-6);
  const reason = result.error?.message ?? `exit code ${result.status}`;
  console.log(`  ${command} ${args[0] ?? ''} failed: ${reason}`);
  for (const line of output) console.log(`    ${line}`);
  return false;
}
