import type { Region } from '../../../core/id/id.ts';
import type { Env } from '../../env.ts';
import type { Turn } from '../settle.ts';
import type { StoredEvent } from '../stored-event.ts';
import { type TraitChange, traitChanges } from '../trait-changes.ts';
import { homesInRegion, likelyHomes, shardNamed } from './homes.ts';
import { type SayOutcome, sayOfAccount } from './say-of-account.ts';

/** What words would change of one account. */
export interface RehearsedAccount {
	readonly id: string;
	readonly isNew: boolean;
	readonly changes: readonly TraitChange[];
}

export interface RehearsedWords {
	/** In the words' order. */
	readonly outcomes: readonly SayOutcome[];
	readonly accounts: readonly RehearsedAccount[];
}

/**
 * Tells accounts what is said of them by themselves; makes those that are not there. Answers in the words' order, when every account's
 * home has it on disk.
 * @param region where accounts are at home of whom nobody has heard
 */
export async function sayOfAccounts(env: Env, region: Region, words: readonly StoredEvent[]): Promise<SayOutcome[]> {
	const homes = await homesInRegion(env, idsOf(words), region);
	const outcomes: SayOutcome[] = words.map(() => 'unknown');
	await Promise.all(
		[...byHome(words, homes)].map(async ([home, places]) => {
			const own = places.flatMap((place) => words[place] ?? []);
			const answers = await shardNamed(env, home).sayOfAccounts(own, true);
			for (const [i, place] of places.entries()) outcomes[place] = answers[i] ?? 'unknown';
		}),
	);
	return outcomes;
}

/** What that would change. Nothing changes: each home does the whole work and undoes it. */
export async function rehearseAccounts(
	env: Env,
	region: Region,
	words: readonly StoredEvent[],
): Promise<RehearsedWords> {
	const homes = await likelyHomes(env, idsOf(words), region);
	const outcomes: SayOutcome[] = words.map(() => 'unknown');
	const accounts = await Promise.all(
		[...byHome(words, homes)].map(async ([home, places]) => {
			const own = places.flatMap((place) => words[place] ?? []);
			const rehearsed = await shardNamed(env, home).rehearseAccounts(own);
			for (const [i, place] of places.entries()) outcomes[place] = rehearsed.outcomes[i] ?? 'unknown';
			return rehearsed.accounts;
		}),
	);
	return { outcomes, accounts: accounts.flat() };
}

/** A home's part of it, account by account, in the caller's transaction. */
export function sayOfAccountsHere(turn: Turn, words: readonly StoredEvent[], mayMake: boolean): SayOutcome[] {
	const outcomes: SayOutcome[] = words.map(() => 'unknown');
	for (const [id, places] of Map.groupBy(words.keys(), (place) => words[place]?.g ?? '')) {
		const own = places.flatMap((place) => words[place] ?? []);
		const said = sayOfAccount(turn, id, own, mayMake);
		for (const [i, place] of places.entries()) outcomes[place] = said[i] ?? 'unknown';
	}
	return outcomes;
}

/** The same, to see what it does: for a transaction that is undone. */
export function rehearseAccountsHere(turn: Turn, words: readonly StoredEvent[]): RehearsedWords {
	const { accounts } = turn.tables;
	const before = new Map(Array.from(idsOf(words), (id) => [id, accounts.read(id)]));
	const outcomes = sayOfAccountsHere(turn, words, true);
	const changed = [...before].map(([id, was]) => ({
		id,
		isNew: was === null,
		changes: traitChanges(was?.traits ?? {}, accounts.read(id)?.traits ?? {}),
	}));
	return { outcomes, accounts: changed };
}

function idsOf(words: readonly StoredEvent[]): Set<string> {
	return new Set(words.map(({ g }) => g ?? ''));
}

/** Places of words, by the home of their account. */
function byHome(words: readonly StoredEvent[], homes: ReadonlyMap<string, string>): Map<string, number[]> {
	const places = Map.groupBy(words.keys(), (place) => homes.get(words[place]?.g ?? '') ?? '');
	places.delete('');
	return places;
}
