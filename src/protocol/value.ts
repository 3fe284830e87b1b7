/** What an instance decides. Numbers of a scenario become their decimal text. */
export type Value = string;
