/** What other domains may ask of tracking health. */
export { counted, type Incident } from './incident.ts';
export { forgetHealth, noteHealth, writeHealth } from './note.ts';
export { sampleOf } from './sample.ts';
export { forgetOldDays } from './storage.ts';
