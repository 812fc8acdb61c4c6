/** Products that somebody may want to see, by what everyone did with them. */
export { catalogOf, fewestPeople } from './catalog.ts';
export { productEvents, productsBackMs } from './interactions.ts';
export { recommend } from './recommend.ts';
export { joinTallied, ProductTally } from './tally.ts';
export type { Catalog, Product, Recommendation, Tallied } from './types.ts';
