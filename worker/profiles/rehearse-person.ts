import type { Transact } from './attend.ts';
import { ingestPerson, type PersonBatch } from './ingest.ts';
import type { Profile, Source } from './profile.ts';
import type { Settled, Turn } from './settle.ts';

/** What a batch would change of a person. */
export interface RehearsedPerson {
	readonly isNew: boolean;
	/** Events that the person does not have yet, and those that they have. */
	readonly fresh: number;
	readonly duplicates: number;
	/** Positions in the person's events that the profile would have no room for. */
	readonly full: readonly number[];
	/** The first few traits that would be others. Values as JSON: what calls between objects carry cannot be unknown. */
	readonly changes: readonly TraitChange[];
}

export interface TraitChange {
	readonly trait: string;
	/** Null where there is none. */
	readonly before: string | null;
	readonly after: string;
}

/** Changes that are told of one person. */
export const changesMax = 20;

/** Takes a person's events in, to see what that does: for a transaction that is undone. */
export function rehearsePerson(turn: Turn, siteId: string, source: Source, batch: PersonBatch): RehearsedPerson {
	const before = turn.tables.profiles.read(batch.profileId);
	const { accepted, duplicates, full, profile } = ingestPerson(turn, siteId, source, batch);
	return {
		isNew: before === null && profile !== null,
		fresh: accepted.length,
		duplicates,
		full,
		changes: changedTraits(before, profile),
	};
}

function changedTraits(before: Profile | null, after: Settled['profile'] | null): TraitChange[] {
	const changes: TraitChange[] = [];
	const [was, is] = [before?.accountId ?? null, after?.accountId ?? null];
	if (is !== null && is !== was)
		changes.push({ trait: 'account', before: was === null ? null : JSON.stringify(was), after: JSON.stringify(is) });
	for (const [trait, { value }] of Object.entries(after?.traits ?? {})) {
		const had = before && Object.hasOwn(before.traits, trait) ? JSON.stringify(before.traits[trait]?.value) : null;
		const has = JSON.stringify(value);
		if (had !== has) changes.push({ trait, before: had ?? null, after: has });
		if (changes.length === changesMax) break;
	}
	return changes;
}

/** Carries the answer out of a transaction that is given up. */
class Undo<T> {
	readonly answer: T;

	constructor(answer: T) {
		this.answer = answer;
	}
}

/** What work answers, with all that it did undone. */
export function undone<T>(transact: Transact, work: () => T): T {
	try {
		return transact(() => {
			throw new Undo(work());
		});
	} catch (thrown) {
		if (thrown instanceof Undo) return thrown.answer;
		throw thrown;
	}
}
