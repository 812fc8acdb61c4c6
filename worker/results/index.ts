/** What other domains may ask of results. */
export { forgetExperience, listGoals } from './storage.ts';
export { teachBandits } from './teach-bandits.ts';
