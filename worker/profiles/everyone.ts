import type { Depends, EventHistory, HistoryEvent, Subject } from '../../core/condition/types.ts';
import { profileAttributes } from './attributes.ts';
import { changesOf } from './changes.ts';
import type { Profile } from './profile.ts';
import { asHistory } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** People that are asked before others of the shard have their turn. */
const pageSize = 200;

/** Somebody as conditions ask about them. Of their profile no more is unpacked than is asked for. */
export interface Person {
	readonly id: string;
	readonly profile: () => Profile;
	readonly subject: Subject;
}

/**
 * Everyone of a shard, a page at a time.
 * @param pause lets others go first
 * @param now ms; nothing older is read than can be asked for from then on
 */
export async function* everyone(
	tables: Tables,
	{ lookBackMs }: Pick<Depends, 'lookBackMs'>,
	now: number,
	pause: () => Promise<unknown>,
): AsyncGenerator<readonly Person[]> {
	const froms = new Map([...lookBackMs].map(([name, backMs]) => [name, now - backMs]));
	const histories = await readHistories(tables, froms, pause);
	for (let page = tables.profiles.after('', pageSize); page.length > 0; ) {
		yield page.map(({ id, body }) => personOf(id, body, histories.get(id) ?? []));
		await pause();
		page = tables.profiles.after(page.at(-1)?.id ?? '', pageSize);
	}
}

/** Indexes what is not indexed yet, so that whoever asks next waits for nothing. */
export async function indexAll({ index }: Tables, pause: () => Promise<unknown>): Promise<void> {
	for (const block of index.blocks()) {
		index.people(block);
		await pause();
	}
	for (let block = index.grow(); block !== null; block = index.grow()) {
		index.people(block);
		await pause();
	}
}

/** Everyone's events of some names, each name's from its moment (ms) on, oldest first. */
async function readHistories(
	tables: Tables,
	froms: ReadonlyMap<string, number>,
	pause: () => Promise<unknown>,
): Promise<ReadonlyMap<string, readonly HistoryEvent[]>> {
	const histories = new Map<string, HistoryEvent[]>();
	if (froms.size === 0) return histories;
	const { index } = tables;
	await indexAll(tables, pause);
	const historyOf = (id: string) => {
		const known = histories.get(id);
		if (known) return known;
		const history: HistoryEvent[] = [];
		histories.set(id, history);
		return history;
	};
	for (const block of index.blocks()) {
		const people = index.people(block);
		const ofBlock: HistoryEvent[][] = [];
		for (const [name, from] of froms) {
			const events = index.events(block, name, from);
			for (const [i, person] of events?.people.entries() ?? []) {
				if (!events || events.at(i) < from) continue;
				ofBlock[person] ??= historyOf(people[person] ?? '');
				ofBlock[person].push(events.event(i));
			}
		}
		await pause();
	}
	for (const { profileId, events } of index.rest()) {
		for (const stored of events) {
			const from = froms.get(stored.e);
			if (from !== undefined && stored.a >= from) historyOf(profileId).push(asHistory(stored));
		}
	}
	for (const history of histories.values()) history.sort((a, b) => a.at - b.at);
	return histories;
}

function personOf(id: string, body: string, events: readonly HistoryEvent[]): Person {
	let unpacked: Profile | null = null;
	const profile = (): Profile => {
		unpacked ??= JSON.parse(body) as Profile;
		return unpacked;
	};
	const subject: Subject = {
		get attributes() {
			return profileAttributes(profile());
		},
		events: new HeldHistory(events),
		get segments() {
			return new Map(Object.entries(profile().segments));
		},
		changes: (path) => changesOf(profile(), path),
	};
	return { id, profile, subject };
}

class HeldHistory implements EventHistory {
	readonly #events: readonly HistoryEvent[];

	constructor(events: readonly HistoryEvent[]) {
		this.#events = events;
	}

	query(event: string, fromMs: number, toMs: number): readonly HistoryEvent[] {
		return this.#events.filter((one) => one.event === event && one.at >= fromMs && one.at <= toMs);
	}
}
