/** Signs that share a moment and a lane stand so far apart. */
export const MARK_STEP = 17;

/** Signs shrink where lanes lie close together. */
export const markSize = (gap: number, type: number): number =>
  type * (gap > 0 ? Math.max(0.7, Math.min(1, gap / (32 * type))) : 1);
