/** Knowing an element again. `signalsSchema` stands in `schema.ts`. */
export { describe } from './describe.ts';
export { type Finding, find, sureFrom } from './find.ts';
export { type Page, type PageNode, readPage } from './page.ts';
export { countsSiblings, selectorFor } from './selector-for.ts';
export type { Signals } from './signals.ts';
export { domTree, parse5Tree, type Tree } from './tree.ts';
