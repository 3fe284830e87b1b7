/** Plain data: what may stand in a world, an event, a message or a file. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
