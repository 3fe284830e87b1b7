export type { CatalogueEntry } from './catalogue';
export { type Decoded, decodeScenario } from './decode';
export type * from './types';
