import type { Hit } from '../traffic/hit.ts';
import { addHit } from '../traffic/tally.ts';
import type { Tables } from './tables.ts';

/** Things that somebody without a name did, as a shard is told of them. */
export interface AnonymousVisit {
	/** The day's hash of who did it; null for somebody who is not told apart from others. */
	readonly visitor: string | null;
	readonly hits: readonly { readonly messageId: string; readonly hit: Hit }[];
}

export interface VisitsInput {
	readonly siteId: string;
	/** Days since 1970, UTC: the day of the salt that the hashes were made with. */
	readonly day: number;
	readonly visits: readonly AnonymousVisit[];
}

export interface CountedVisits {
	readonly accepted: number;
	readonly duplicates: number;
}

/** Characters of messageIds by which one visitor's messages of a day are known again; older ones are forgotten. */
const idsMaxLength = 16_000;

/**
 * Counts what people without a name did: each message once a day, each visitor once a day. Synchronous, so that the
 * caller's transaction holds all of it or nothing.
 */
export function countVisits({ traffic }: Tables, { siteId, day, visits }: VisitsInput): CountedVisits {
	const tally = traffic.read(siteId, day, 'cookieless');
	let accepted = 0;
	const count = (visitor: string, hits: AnonymousVisit['hits'], isPerson: boolean) => {
		const before = traffic.visitor(siteId, day, visitor) ?? { viewed: false, ids: '\n' };
		let { ids } = before;
		const fresh = hits.filter(({ messageId }) => {
			if (ids.includes(`\n${messageId}\n`)) return false;
			ids = `${ids}${messageId}\n`;
			return true;
		});
		if (fresh.length === 0) return;
		accepted += fresh.length;
		for (const { hit } of fresh) addHit(tally, hit);
		const viewed = before.viewed || fresh.some(({ hit }) => hit.isView);
		if (isPerson && viewed && !before.viewed) tally.visitors++;
		traffic.saveVisitor(siteId, day, visitor, { viewed, ids: ids.slice(-idsMaxLength) });
	};
	for (const { visitor, hits } of visits) {
		if (visitor !== null) count(visitor, hits, true);
		// Each stands for itself: a row of its own, by which it is known again.
		else for (const one of hits) count(`message ${one.messageId}`, [one], false);
	}
	if (accepted > 0) traffic.save(siteId, day, 'cookieless', tally);
	const sent = visits.reduce((sum, { hits }) => sum + hits.length, 0);
	return { accepted, duplicates: sent - accepted };
}
