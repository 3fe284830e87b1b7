/** The number of distinct acceptors in the smallest majority: strictly more than half. */
export function majorityOf(servers: number): number {
  return Math.floor(servers / 2) + 1;
}
