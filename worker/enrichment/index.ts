/** What other domains may ask of enrichment. */
export { forgetOldAnswers } from './cache.ts';
export { enabledEnrichments } from './storage.ts';
