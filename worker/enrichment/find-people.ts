import type { Transact } from '../profiles/attend.ts';
import { consentModeOf, type Turn } from '../profiles/settle.ts';
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
		if (enrichments.length === 0) return false;
		const isBehind = lookAtEvents(turn, enrichments);
		return enrichments.reduce((more, one) => lookAtEveryone(turn, one) || more, isBehind);
	});
}

/** Who changes in any way has an event of it. */
function lookAtEvents(turn: Turn, enrichments: readonly LiveEnrichment[]): boolean {
	const { meta, enriched } = turn.tables;
	const last = meta.read('enriched');
	// Whoever came before is looked at with everyone.
	if (last === null) {
		meta.save('enriched', String(enriched.newestSeq()));
		return false;
	}
	const { ids, throughSeq, isMore } = enriched.withEventsAfter(Number(last), turnSize);
	if (throughSeq === Number(last)) return false;
	for (const id of ids) for (const one of enrichments) lookAt(turn, one, id);
	meta.save('enriched', String(throughSeq));
	return isMore;
}

function lookAtEveryone(turn: Turn, enrichment: LiveEnrichment): boolean {
	const { meta, profiles } = turn.tables;
	const key = `enriching:${enrichment.id}`;
	const over = `${enrichment.fingerprint} over`;
	const noted = meta.read(key) ?? '';
	if (noted === over) return false;
	const at = `${enrichment.fingerprint} at `;
	const ids = profiles.idsAfter(noted.startsWith(at) ? noted.slice(at.length) : '', turnSize);
	for (const id of ids) lookAt(turn, enrichment, id);
	meta.save(key, ids.length === turnSize ? at + ids.at(-1) : over);
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
