/** What is listed of many, and how many are not: nobody reads hundreds of lines, and the page would be slow. */
export function capped<T>(all: readonly T[]): { readonly shown: readonly T[]; more: number } {
  return { shown: all.slice(0, MOST), more: Math.max(0, all.length - MOST) };
}

const MOST = 40;
