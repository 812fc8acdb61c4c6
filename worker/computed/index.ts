/** What other domains may ask of computed traits. */
export { type ComputedTrait, listComputedTraits } from './storage.ts';
