/** What the page tells the worker. `id` numbers the searches, so that late reports of an earlier one are told apart. */
export type Order<Q> =
  | { readonly type: 'start'; readonly id: number; readonly request: Q }
  | { readonly type: 'stop'; readonly id: number };

/** What the worker tells the page of its progress `P` and its result `R`. The last two end a search. */
export type Report<P, R> =
  | { readonly type: 'progress'; readonly id: number; readonly progress: P }
  | { readonly type: 'result'; readonly id: number; readonly result: R }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string };
