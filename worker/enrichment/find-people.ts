import type { Transact } from '../profiles/attend.ts';
import { consentModeOf, type Turn } from '../profiles/settle.ts';
import type { Tables } from '../profiles/tables.ts';
import { subjectOf } from '../profiles/view.ts';
import { isAsked, isMeant, knownOf } from './is-asked-about.ts';
import type { LiveEnrichment } from './live-enrichment.ts';

/** Batches, and people, that one turn looks at. */
const turnSize = 200;

/**
 * Notes of whom the owner's endpoints are to be asked: whoever had events since the last look, and everyone when an endpoint is
 * new. Behind the answer to whoever sent the events. Returns whether more are to be looked at.
 */
export function findPeople(turn: Turn, transact: Transact): boolean {
	const { enrichments } = turn.definitions;
	return transact(() => {
		turn.tables.enriched.dropOthers(enrichments.map(({ id }) => id));
		if (enrichments.length === 0) return forgetPlace(turn);
		const isBehind = lookAtEvents(turn, enrichments);
		return enrichments.reduce((more, one) => lookAtEveryone(turn, one) || more, isBehind);
	});
}

/** While nobody is asked, nobody is looked at: whoever comes meanwhile is looked at with everyone, when an endpoint is turned on. */
function forgetPlace({ tables: { meta } }: Turn): false {
	if (meta.read('enriched')) meta.save('enriched', '');
	return false;
}

/** Who changes in any way has an event of it. */
function lookAtEvents(turn: Turn, enrichments: readonly LiveEnrichment[]): boolean {
	const { meta, enriched } = turn.tables;
	const last = meta.read('enriched');
	// Whoever came before is looked at with everyone.
	if (!last) {
		meta.save('enriched', String(enriched.newestSeq()));
		return false;
	}
	const { ids, throughSeq, isMore } = enriched.withEventsAfter(Number(last), turnSize);
	if (throughSeq === Number(last)) return false;
	for (const id of ids) for (const one of enrichments) lookAt(turn, one, id);
	meta.save('enriched', String(throughSeq));
	return isMore;
}

/** Whether everyone here has been looked at for an endpoint as it is now. */
export function isLookedAt({ meta }: Tables, enrichment: LiveEnrichment): boolean {
	return meta.read(keyOf(enrichment)) === overFor(enrichment);
}

function keyOf({ id }: LiveEnrichment): string {
	return `enriching:${id}`;
}

function overFor({ fingerprint }: LiveEnrichment): string {
	return `${fingerprint} over`;
}

function lookAtEveryone(turn: Turn, enrichment: LiveEnrichment): boolean {
	const { meta, profiles } = turn.tables;
	if (isLookedAt(turn.tables, enrichment)) return false;
	const key = keyOf(enrichment);
	const noted = meta.read(key) ?? '';
	const at = `${enrichment.fingerprint} at `;
	const ids = profiles.idsAfter(noted.startsWith(at) ? noted.slice(at.length) : '', turnSize);
	for (const id of ids) lookAt(turn, enrichment, id);
	meta.save(key, ids.length === turnSize ? at + ids.at(-1) : overFor(enrichment));
	return ids.length === turnSize;
}

function lookAt(turn: Turn, enrichment: LiveEnrichment, profileId: string): void {
	const { tables, definitions, now } = turn;
	const profile = tables.profiles.read(profileId);
	const subject = profile && subjectOf(tables, profileId);
	if (!subject) return;
	const known = knownOf(enrichment, profile);
	if (known === null || isAsked(enrichment, tables.enriched.read(enrichment.id, profileId), known, now)) return;
	if (!isMeant(enrichment, profile, subject, consentModeOf(definitions), now)) return;
	const { id: enrichmentId } = enrichment;
	tables.enriched.save({ enrichmentId, profileId, dueAt: now, tries: 0, at: now, known, outcome: 'asked' });
}
