/** What other domains may ask of results. */
export { forgetExperience } from './storage.ts';
