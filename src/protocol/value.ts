/** What an instance decides. Numbers of a scenario become their decimal text. */
export type Value = string;

/** The command that changes nothing: it fills a hole. */
export const NO_OP: Value = 'no-op';
