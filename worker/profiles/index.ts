/** What other domains may ask of profiles. */

export type { SayOutcome } from './accounts/say-of-account.ts';
export { rehearseAccounts, sayOfAccounts } from './accounts/say-of-accounts.ts';
export { addressOf, mintProfileId, shardByName, shardOf } from './address.ts';
export { announceDefinitions, wakeShards } from './announce.ts';
export {
	allShards,
	audienceOf,
	countExposedEverywhere,
	journeyCounts,
	memberCounts,
	productsEverywhere,
	setMembershipsOf,
	spreadOfEveryone,
	sweepProgressByShard,
	vocabularyEverywhere,
} from './ask.ts';
export type { ClaimResult } from './claim.ts';
export { type Breakdown, breakdowns, type ExposedQuestion } from './count-exposed.ts';
export type { AnonymousVisit, CountedVisits } from './count-visits.ts';
export type { Outcome } from './delivery.ts';
export type { ExportedPerson } from './export-people.ts';
export { ownerOf } from './find-people.ts';
export { type IngestedPerson, ingestByShard } from './ingest-by-shard.ts';
export { joinAll } from './merge/join.ts';
export { ToldMerges } from './merge/merge-again.ts';
export type { Word } from './named.ts';
export { observeRecent } from './observe-recent.ts';
export type { Source } from './profile.ts';
export { type Rehearsed, rehearse } from './rehearse.ts';
export { releaseUnkept } from './release-unkept.ts';
export { resolve } from './resolve.ts';
export { restoreHistory } from './restore-history.ts';
export { lastSeenTraits } from './storage.ts';
export type { Ties } from './stored-event.ts';
export type { TrafficKind } from './tables/traffic.ts';
export { tiesOf } from './ties.ts';
export type { PackedDay } from './traffic-of.ts';
export type { ProfileView, ViewQuestion } from './view.ts';
export { writeArchives } from './write-archives.ts';
