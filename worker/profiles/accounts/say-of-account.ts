import { foldTraits, nothingTouched } from '../fold.ts';
import type { EventChain } from '../profile.ts';
import { packRows } from '../rows.ts';
import type { Turn } from '../settle.ts';
import { type StoredEvent, unpackEvent } from '../stored-event.ts';
import type { Tables } from '../tables.ts';
import { TraitRoom } from '../trait-room.ts';
import { newAccount } from './account.ts';
import { settleAccount } from './settle-account.ts';
import { verify } from './verify.ts';

/** What became of a word: `known` was said before, `unknown` is of an account that is not there, `erased` of one that just was. */
export type SayOutcome = 'said' | 'known' | 'unknown' | 'full' | 'erased';

/**
 * What is said of an account by itself, by a teammate or a file, in the caller's transaction: group calls of nobody. Each is kept in the
 * shard's log, and so comes to the archive, and counts once. It stands over what a browser claims, until a server, an import or a
 * teammate says something newer. Answers in the words' order.
 * @param mayMake whether an account that is not there is made
 */
export function sayOfAccount(turn: Turn, id: string, words: readonly StoredEvent[], mayMake: boolean): SayOutcome[] {
	const { tables, now } = turn;
	const before = tables.accounts.read(id);
	const all = (outcome: SayOutcome) => words.map(() => outcome);
	if (before?.erasedAt !== undefined) return all(mayMake ? 'erased' : 'unknown');
	if (!before && !mayMake) return all('unknown');
	const said = words.map(unpackEvent);
	const isNamed = said.some(({ source }) => source !== 'teammate');
	const known = before ?? newAccount(id, now);
	const { account, isAnew } = isNamed ? verify(tables, known) : { account: known, isAnew: false };
	const heard = heardBefore(tables, account.words ?? null, words);
	const room = new TraitRoom(account.traits);
	const fresh: StoredEvent[] = [];
	let { traits } = account;
	const outcomes = said.map(({ event, source }, place): SayOutcome => {
		if (heard.has(event.messageId)) return 'known';
		if (source === 'edgewise' || !room.take(event.traits ?? {})) return 'full';
		heard.add(event.messageId);
		fresh.push(...words.slice(place, place + 1));
		traits = foldTraits(traits, event, source, nothingTouched());
		return 'said';
	});
	if (fresh.length === 0) return outcomes;
	const stored = { ...account, traits, words: store(tables, account.words ?? null, fresh) };
	settleAccount(turn, before, stored, { events: [], isAnew, isMoved: account !== known });
	return outcomes;
}

function heardBefore({ batches }: Tables, chain: EventChain | null, words: readonly StoredEvent[]): Set<string> {
	const oldest = words.reduce((least, { a }) => Math.min(least, a), Number.POSITIVE_INFINITY);
	return batches.known(
		chain,
		words.map(({ i }) => i),
		oldest,
	);
}

/** Rows of nobody, which everybody passes over but the archive. */
function store(tables: Tables, before: EventChain | null, words: readonly StoredEvent[]): EventChain | null {
	let chain = before;
	for (const row of packRows(words)) {
		chain = tables.batches.append('', chain, row);
		tables.outbox.arrived(chain.last);
		tables.log.arrived(chain.last);
	}
	return chain;
}
