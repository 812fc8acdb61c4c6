/** What other domains may ask of profiles. */
export { addressOf, mintProfileId, shardOf } from './address.ts';
export { announceDefinitions, wakeShards } from './announce.ts';
export { allShards, countPeople, journeyCounts } from './ask.ts';
export type { ClaimResult } from './claim.ts';
export type { Outcome } from './delivery.ts';
export { type IngestedPerson, ingestByShard } from './ingest-by-shard.ts';
export { resolve } from './resolve.ts';
export type { ProfileView } from './view.ts';
