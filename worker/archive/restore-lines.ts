import type { Region } from '../../core/id/id.ts';
import { splitLines } from '../../core/lines/split.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { addressOf, restoreHistory, sayOfAccounts, ToldMerges } from '../profiles/index.ts';
import type { StoredEvent } from '../profiles/stored-event.ts';
import { readLine } from './read-line.ts';
import { lineMaxBytes } from './stream-events.ts';

/** A line that was not taken, and how to mend it. The first line is 1. */
export interface RefusedLine {
	readonly line: number;
	readonly code: string;
	readonly message: string;
	readonly path?: string;
	readonly hint?: string;
}

export interface Restored {
	/** Lines read, but empty ones. */
	lines: number;
	/** Events that are here now and were not before. */
	restored: number;
	duplicates: number;
	/** All lines that were refused. */
	refused: number;
	/** The first hundred of them. */
	readonly refusals: RefusedLine[];
}

interface Read {
	readonly line: number;
	readonly region: Region | null;
	readonly stored: StoredEvent;
}

/** Lines, and characters of them, that are in memory at once. */
const chunkLines = 1_000;
const chunkCharacters = 1_000_000;
const refusalsMax = 100;

/**
 * Restores events from lines as they come. A bad line is refused with its number, and the others still count. Lines of one
 * person must stand in the order in which they arrived, as they do in a download.
 */
export async function restoreLines(env: Env, body: AsyncIterable<Uint8Array>, now: number): Promise<Restored> {
	const restored: Restored = { lines: 0, restored: 0, duplicates: 0, refused: 0, refusals: [] };
	const merges = new ToldMerges();
	let people = new Map<string, Read[]>();
	let [line, gathered, characters] = [0, 0, 0];
	for await (const text of splitLines(body, lineMaxBytes)) {
		line++;
		if (text === '') continue;
		restored.lines++;
		const read = readOne(env, text, line, now, restored);
		if (!read) continue;
		const person = people.get(read.profileId);
		if (person) person.push(read);
		else people.set(read.profileId, [read]);
		gathered++;
		characters += text?.length ?? 0;
		if (gathered < chunkLines && characters < chunkCharacters) continue;
		await restoreChunk(env, people, restored, merges);
		people = new Map();
		[gathered, characters] = [0, 0];
	}
	if (gathered > 0) await restoreChunk(env, people, restored, merges);
	// Only now is everybody there who was merged.
	await merges.mergeAgain(env);
	return restored;
}

function readOne(env: Env, text: string | null, line: number, now: number, restored: Restored) {
	try {
		if (text === null) throw new Refusal('line-size', `The line is larger than ${lineMaxBytes / 1024} KB.`);
		const { profileId, stored, region } = readLine(text, now);
		if (profileId === '' || addressOf(env, profileId)) return { profileId, line, stored, region };
		throw new Refusal('profile-shard', 'This workspace has fewer shards than the profile’s id needs.', {
			path: 'profileId',
			hint: 'Raise SHARDS to what it was where the archive comes from.',
		});
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		refuse(restored, line, error);
		return null;
	}
}

async function restoreChunk(
	env: Env,
	people: ReadonlyMap<string, readonly Read[]>,
	restored: Restored,
	merges: ToldMerges,
): Promise<void> {
	const persons = [...people].filter(([profileId]) => profileId !== '');
	for (const [region, words] of Map.groupBy(people.get('') ?? [], ({ region: own }) => own ?? 'weur'))
		await restoreOfAccounts(env, region, words, restored);
	const histories = persons.map(([profileId, own]) => ({ profileId, events: own.map(({ stored }) => stored) }));
	for (const history of histories) merges.add(history);
	const answers = await restoreHistory(env, histories);
	for (const [place, answer] of answers.entries()) {
		const lineOf = (position: number) => persons[place]?.[1][position]?.line ?? 0;
		restored.restored += answer.restored;
		restored.duplicates += answer.duplicates;
		for (const position of answer.full) refuse(restored, lineOf(position), profileFull());
		for (const position of answer.unknown) refuse(restored, lineOf(position), profileUnknown());
	}
}

/** What was said of accounts by themselves. */
async function restoreOfAccounts(env: Env, region: Region, words: readonly Read[], restored: Restored): Promise<void> {
	const said = words.map(({ stored }) => stored);
	const outcomes = await sayOfAccounts(env, region, said);
	for (const [place, { line }] of words.entries()) {
		const outcome = outcomes[place];
		if (outcome === 'said') restored.restored++;
		else if (outcome === 'known') restored.duplicates++;
		else refuse(restored, line, outcome === 'erased' ? accountErased() : accountFull());
	}
}

function refuse(restored: Restored, line: number, refusal: Refusal): void {
	restored.refused++;
	if (restored.refusals.length < refusalsMax) restored.refusals.push({ line, ...refusal.toJSON() });
}

function profileFull(): Refusal {
	return new Refusal('profile-full', 'The profile has no room for these traits.', {
		path: 'traits',
		hint: 'Restore events in the order in which they arrived.',
	});
}

function profileUnknown(): Refusal {
	return new Refusal('profile-unknown', 'Nobody is made known by this event alone, and this person is not known.', {
		path: 'profileId',
		hint: 'Restore what came before it first: all sites, and the workspace’s own events with them.',
	});
}

function accountFull(): Refusal {
	return new Refusal('account-full', 'The account has no room for these traits.', { path: 'traits' });
}

function accountErased(): Refusal {
	return new Refusal('account-erased', 'This account was erased within the last day.', {
		path: 'groupId',
		hint: 'Restore its lines again tomorrow, if it is to be there again.',
	});
}
