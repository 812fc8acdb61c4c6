import type { Depends, EventHistory, Subject } from '../../core/condition/types.ts';
import { profileAttributes } from './attributes.ts';
import { changesOf } from './changes.ts';
import { Histories } from './indexed-events.ts';
import type { Profile } from './profile.ts';
import { unpackWithoutMemberships } from './stored-profile.ts';
import type { Tables } from './tables.ts';

/** People that are asked before others of the shard have their turn. */
const pageSize = 500;

/** Somebody as conditions ask about them. Of their profile no more is unpacked than is asked for. */
export interface Person {
	readonly id: string;
	/** Where their profile is. */
	readonly row: number;
	readonly profile: () => Profile;
	readonly events: EventHistory;
	readonly subject: Subject;
}

/** What is asked of people; what is left out may be anything. */
export type Asks = Pick<Depends, 'lookBackMs'> & Partial<Pick<Depends, 'attributes' | 'segments' | 'changes'>>;

/** Of people only what they did is asked. */
export const eventsOnly: Required<Omit<Asks, 'lookBackMs'>> = {
	attributes: new Set(),
	segments: new Set(),
	changes: new Set(),
};

/**
 * Everyone of a shard, a page at a time. Who is held on to costs memory: a page is gone through once. Where only events are
 * asked about, nobody's profile is read.
 * @param pause lets others go first
 * @param now ms; nothing older is read than can be asked for from then on
 */
export async function* everyone(
	tables: Tables,
	asks: Asks,
	now: number,
	pause: () => Promise<unknown>,
): AsyncGenerator<Iterable<Person>> {
	const { profiles } = tables;
	const froms = new Map([...asks.lookBackMs].map(([name, backMs]) => [name, now - backMs]));
	const histories = await readHistories(tables, froms, pause);
	const pageAfter = asksAboutEventsOnly(asks)
		? (cursor: string) => profiles.placesAfter(cursor, pageSize)
		: (cursor: string) => profiles.after(cursor, pageSize);
	for (let page: readonly Row[] = pageAfter(''); page.length > 0; ) {
		yield peopleOf(tables, page, histories, asks);
		await pause();
		page = pageAfter(page.at(-1)?.id ?? '');
	}
}

function asksAboutEventsOnly({ attributes, segments, changes }: Asks): boolean {
	return attributes?.size === 0 && segments?.size === 0 && changes?.size === 0;
}

/** Indexes what is not indexed yet, so that whoever asks next waits for nothing. */
export async function indexAll({ index }: Tables, pause: () => Promise<unknown>): Promise<void> {
	for (const block of index.unwritten()) {
		index.people(block);
		await pause();
	}
	for (let block = index.grow(); block !== null; block = index.grow()) {
		index.people(block);
		await pause();
	}
}

/** Indexes one block once its rows are all there, so that even who asks first waits for the rest only. Answers whether there may be another. */
export function indexNext({ index }: Tables): boolean {
	const block = index.isGrown() ? index.grow() : null;
	if (block) index.people(block);
	return block !== null;
}

/** Everyone's events of some names, each name's from its moment (ms) on. */
async function readHistories(
	tables: Tables,
	froms: ReadonlyMap<string, number>,
	pause: () => Promise<unknown>,
): Promise<Histories> {
	const histories = new Histories();
	if (froms.size === 0) return histories;
	const { index } = tables;
	await indexAll(tables, pause);
	for (const block of index.blocks()) {
		const people = index.people(block);
		histories.add(
			people,
			[...froms].flatMap(([name, from]) => index.events(block, name, from) ?? []),
		);
	}
	for (const { profileId, events } of index.rest()) {
		for (const stored of events) if (froms.has(stored.e)) histories.addOne(profileId, stored);
	}
	return histories;
}

/** Somebody's row, as far as it has been read. */
interface Row {
	readonly id: string;
	readonly row: number;
	readonly body?: string;
}

/** One after the other, so that what was unpacked of somebody is gone before the next. */
function* peopleOf(tables: Tables, page: readonly Row[], histories: Histories, asks: Asks): Generator<Person> {
	for (const row of page) yield personOf(tables, row, histories.of(row.id), asks);
}

function personOf(tables: Tables, { id, row, body }: Row, events: EventHistory, asks: Asks): Person {
	if (body === undefined)
		return { id, row, profile: () => read(tables, id), events, subject: { attributes: {}, events, segments: [] } };
	const profile = once(() => JSON.parse(body) as Profile);
	const known = once(() => unpackWithoutMemberships(body));
	const subject: Subject = {
		get attributes() {
			return profileAttributes(known(), tables.accountCopies.read(known().accountId));
		},
		events,
		get segments() {
			return asks.segments?.size === 0 ? [] : new Map(Object.entries(profile().segments));
		},
		changes: (path) => changesOf(known(), tables.accountCopies.read(known().accountId), path),
	};
	return { id, row, profile, events, subject };
}

/** Unpacked when it is first asked for. */
function once<T extends object>(unpack: () => T): () => T {
	let unpacked: T | null = null;
	return () => {
		unpacked ??= unpack();
		return unpacked;
	};
}

function read({ profiles }: Tables, id: string): Profile {
	const profile = profiles.read(id);
	if (!profile) throw new Error(`${id} has gone meanwhile`);
	return profile;
}
