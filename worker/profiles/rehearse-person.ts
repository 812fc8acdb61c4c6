import type { Transact } from './attend.ts';
import { ingestPerson, type PersonBatch } from './ingest.ts';
import type { Profile, Source } from './profile.ts';
import type { Settled, Turn } from './settle.ts';
import { changesMax, type TraitChange, traitChanges } from './trait-changes.ts';

/** What a batch would change of a person. */
export interface RehearsedPerson {
	readonly isNew: boolean;
	/** Events that the person does not have yet, and those that they have. */
	readonly fresh: number;
	readonly duplicates: number;
	/** Positions in the person's events that the profile would have no room for. */
	readonly full: readonly number[];
	/** The first few traits that would be others. */
	readonly changes: readonly TraitChange[];
}

/** Takes a person's events in, to see what that does: for a transaction that is undone. */
export function rehearsePerson(turn: Turn, siteId: string, source: Source, batch: PersonBatch): RehearsedPerson {
	const before = turn.tables.profiles.read(batch.profileId);
	const { accepted, duplicates, full, profile } = ingestPerson(turn, siteId, source, batch);
	return {
		isNew: before === null && profile !== null,
		fresh: accepted.length,
		duplicates,
		full,
		changes: changesOf(before, profile),
	};
}

function changesOf(before: Profile | null, after: Settled['profile'] | null): TraitChange[] {
	const [was, is] = [before?.accountId ?? null, after?.accountId ?? null];
	const joined =
		is !== null && is !== was
			? [{ trait: 'account', before: was === null ? null : JSON.stringify(was), after: JSON.stringify(is) }]
			: [];
	return [...joined, ...traitChanges(before?.traits ?? {}, after?.traits ?? {})].slice(0, changesMax);
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
