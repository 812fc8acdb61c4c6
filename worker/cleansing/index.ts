/** What other domains may ask of cleansing. */
export { cleanseEvent, type Rule } from './cleanse.ts';
export { cleansingRules, forgetCleansing } from './storage.ts';
