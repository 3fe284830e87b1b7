/** What this process has used of the processor, whatever else runs on the machine. Milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
