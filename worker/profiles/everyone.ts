import type { AttributeChange, Depends, EventHistory, Subject } from '../../core/condition/types.ts';
import type { AccountCopy } from './accounts/account.ts';
import { profileAttributes } from './attributes.ts';
import { changesOf } from './changes.ts';
import { Histories } from './indexed-events.ts';
import type { Profile } from './profile.ts';
import { unpackWithoutMemberships, type WithoutMemberships } from './stored-profile.ts';
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
		? (id: string) => profiles.placesAfter(id, pageSize)
		: (id: string) => profiles.after(id, pageSize);
	let [last, isOver] = ['', false];
	/** One after the other, so that what was read of somebody is gone before the next: it never grows old in memory. */
	function* page(): Generator<Person> {
		for (const row of pageAfter(last)) {
			[last, isOver] = [row.id, false];
			yield personOf(tables, row, histories.of(row.id), asks);
		}
	}
	while (!isOver) {
		isOver = true;
		yield page();
		await pause();
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

/** Reads all that questions about everyone need, whatever they will be. */
export async function readAhead(tables: Tables, pause: () => Promise<unknown>): Promise<void> {
	await indexAll(tables, pause);
	while (tables.memberships.readNext()) await pause();
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
		const events = [...froms].flatMap(([name, from]) => index.events(block, name, from) ?? []);
		if (events.length > 0) histories.add(index.people(block), events);
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

function personOf(tables: Tables, { id, row, body }: Row, events: EventHistory, asks: Asks): Person {
	if (body === undefined)
		return { id, row, profile: () => read(tables, id), events, subject: { attributes: {}, events, segments: [] } };
	const isMemberOf = asks.segments?.size !== 0;
	return {
		id,
		row,
		profile: () => JSON.parse(body),
		events,
		subject: new StoredSubject(tables, { body, events, isMemberOf }),
	};
}

/** What a condition asks about somebody, unpacked when it does. A class: an object with getters of its own costs a hidden class each. */
class StoredSubject implements Subject {
	readonly events: EventHistory;
	readonly #tables: Tables;
	readonly #body: string;
	/** Segments are asked about. */
	readonly #isMemberOf: boolean;
	#known: WithoutMemberships | null = null;

	constructor(tables: Tables, of: { body: string; events: EventHistory; isMemberOf: boolean }) {
		this.events = of.events;
		this.#tables = tables;
		this.#body = of.body;
		this.#isMemberOf = of.isMemberOf;
	}

	get attributes(): Record<string, unknown> {
		return profileAttributes(this.#unpacked, this.#account);
	}

	get segments(): Subject['segments'] {
		return this.#isMemberOf ? new Map(Object.entries((JSON.parse(this.#body) as Profile).segments)) : [];
	}

	changes(path: string): readonly AttributeChange[] {
		return changesOf(this.#unpacked, this.#account, path);
	}

	get #unpacked(): WithoutMemberships {
		this.#known ??= unpackWithoutMemberships(this.#body);
		return this.#known;
	}

	get #account(): AccountCopy | null {
		return this.#tables.accountCopies.read(this.#unpacked.accountId);
	}
}

function read({ profiles }: Tables, id: string): Profile {
	const profile = profiles.read(id);
	if (!profile) throw new Error(`${id} has gone meanwhile`);
	return profile;
}
