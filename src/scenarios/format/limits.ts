/** How much a scenario may ask for. Whatever asks for more is refused with a reason, never cut short. */
export const MAX_BYTES = 5 * 1024 * 1024;
export const MAX_DEPTH = 32;
export const MAX_STEPS = 100_000;
/** Objects, lists and atoms that unrolling may build; keeps a large step repeated often within bounds. */
export const MAX_UNROLLED_PARTS = 1_000_000;
/** Characters that interpolation may build. */
export const MAX_INTERPOLATED = 4_000_000;
export const MAX_PEERS = 9;
export const MAX_CLERKS = 30;
/** Calls of one workload. */
export const MAX_CALLS = 1000;
export const MAX_SEQ = 1_000_000_000;
export const MAX_MS = 1_000_000_000;
export const MAX_FILL = 2_000_000;
/** Characters of all fills of a script together. */
export const MAX_FILLS = 64_000_000;
export const MAX_TITLE = 200;
export const MAX_TEXT = 10_000;
/** Rules of the bug lab that are wrong at once. */
export const MAX_BROKEN = 64;
export const MAX_NAME = 100;
/** An expression of a repeat is short; the evaluator recurses into its parentheses. */
export const MAX_EXPRESSION = 200;
