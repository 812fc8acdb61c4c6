/** What other domains may ask of journeys. */
export { journeysMentioning } from './mentioning.ts';
export { journeyVersion, type LiveJourneys, react } from './react.ts';
export { journeysForShards, listJourneys } from './storage.ts';
