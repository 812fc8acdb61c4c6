/** What other domains may ask of tracking plans. */
export { forgetPlans, planFor } from './storage.ts';
