import type { EventHistory, HistoryEvent } from '../../core/condition/types.ts';
import { type EventSource, UnreadEvent } from '../../core/condition/unread-event.ts';
import type { Bag } from '../../core/event/index.ts';
import { spanOf } from './history.ts';
import { asHistory, type StoredEvent } from './stored-event.ts';

/** An event on its way into the index: whose it is, by a number, and where it lies. */
export interface IndexedAs {
	readonly stored: StoredEvent;
	readonly person: number;
	/** Its row of `batches`, and its place there. */
	readonly seq: number;
	readonly place: number;
}

/** Events of one name as the index keeps them. */
export interface PackedIndex {
	/** The newest time of any of them, ms. */
	readonly until: number;
	/** Numbers, one list after the other: times (64 bit), people, rows, places (32 bit each). */
	readonly head: ArrayBuffer;
	/** The properties of each as a line of JSON. */
	readonly lines: string;
}

export function packIndexed(events: readonly IndexedAs[]): PackedIndex {
	const head = new ArrayBuffer(events.length * bytesAnEvent);
	const { times, people, seqs, places } = listsIn(head);
	for (const [i, { stored, person, seq, place }] of events.entries()) {
		times[i] = stored.a;
		people[i] = person;
		seqs[i] = seq;
		places[i] = place;
	}
	return {
		until: times.reduce((until, at) => Math.max(until, at), Number.NEGATIVE_INFINITY),
		head,
		lines: events.map(({ stored }) => JSON.stringify(stored.p)).join('\n'),
	};
}

const bytesAnEvent = 8 + 3 * 4;

function listsIn(head: ArrayBuffer) {
	const count = head.byteLength / bytesAnEvent;
	const numbers = (list: number) => new Uint32Array(head, count * (8 + list * 4), count);
	return { times: new Float64Array(head, 0, count), people: numbers(0), seqs: numbers(1), places: numbers(2) };
}

/** Events of one name, each with the number of whose it is. */
interface Portion {
	readonly name: string;
	readonly people: ArrayLike<number>;
	readonly times: ArrayLike<number>;
	event(index: number): HistoryEvent;
}

/** What of indexed events is read when it is asked for. */
export interface Unread {
	/** The properties of all; null when the index has forgotten them since. */
	lines(): string | null;
	/** The event where it lies; undefined when it is gone. */
	event(seq: number, place: number): StoredEvent | undefined;
}

/** What `packIndexed` packed. Numbers are held as they are stored: a million objects would be the garbage collector's work. */
export class IndexedEvents implements Portion, EventSource {
	readonly name: string;
	readonly people: Uint32Array;
	readonly times: Float64Array;
	readonly #seqs: Uint32Array;
	readonly #places: Uint32Array;
	readonly #unread: Unread;
	#lines: Lines | null | undefined;

	constructor(name: string, head: ArrayBuffer, unread: Unread) {
		const { times, people, seqs, places } = listsIn(head);
		this.name = name;
		this.people = people;
		this.times = times;
		this.#seqs = seqs;
		this.#places = places;
		this.#unread = unread;
	}

	event(index: number): HistoryEvent {
		return new UnreadEvent(this.name, this.times[index] ?? 0, this, index);
	}

	properties(index: number): Bag {
		this.#lines ??= linesIn(this.#unread.lines());
		return this.#lines ? JSON.parse(this.#lines.line(index)) : (this.#stored(index)?.p ?? {});
	}

	/** Few conditions ask about the context, and it is most of an event's size. */
	context(index: number): Bag {
		return this.#stored(index)?.c ?? {};
	}

	#stored(index: number): StoredEvent | undefined {
		return this.#unread.event(this.#seqs[index] ?? 0, this.#places[index] ?? 0);
	}
}

interface Lines {
	line(index: number): string;
}

/** A text's lines, each cut out when it is asked for. */
function linesIn(text: string | null): Lines | null {
	if (text === null) return null;
	const starts = [0];
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return { line: (index) => text.slice(starts[index], (starts[index + 1] ?? text.length + 1) - 1) };
}

/** Events of a few rows, as they are. */
class PlainEvents implements Portion {
	readonly name: string;
	readonly people: number[] = [];
	readonly times: number[] = [];
	readonly #events: StoredEvent[] = [];

	constructor(name: string) {
		this.name = name;
	}

	add(person: number, stored: StoredEvent): void {
		this.people.push(person);
		this.times.push(stored.a);
		this.#events.push(stored);
	}

	event(index: number): HistoryEvent {
		const stored = this.#events[index];
		if (!stored) throw new RangeError(`no event ${index}`);
		return asHistory(stored);
	}
}

/** Many people's events of some names. First all are added, then they are asked for. */
export class Histories {
	readonly #numbers = new Map<string, number>();
	readonly #portions: { readonly portion: Portion; readonly numberOf: (person: number) => number }[] = [];
	readonly #plain = new Map<string, PlainEvents>();
	/** Places of a person's events: from `starts[number]` to `starts[number + 1]`. */
	#sorted: { readonly starts: Uint32Array; readonly portions: Uint32Array; readonly indexes: Uint32Array } | null =
		null;

	/** @param people ids, by the numbers that the events have for them */
	add(people: readonly string[], portions: readonly IndexedEvents[]): void {
		const numbers = new Map<number, number>();
		const numberOf = (person: number) => {
			const known = numbers.get(person);
			if (known !== undefined) return known;
			const number = this.#numberOf(people[person] ?? '');
			numbers.set(person, number);
			return number;
		};
		for (const portion of portions) this.#portions.push({ portion, numberOf });
	}

	addOne(profileId: string, stored: StoredEvent): void {
		let plain = this.#plain.get(stored.e);
		if (!plain) {
			plain = new PlainEvents(stored.e);
			this.#plain.set(stored.e, plain);
			this.#portions.push({ portion: plain, numberOf: (number) => number });
		}
		plain.add(this.#numberOf(profileId), stored);
	}

	/** What was read of somebody's events stays read, for as long as their history is held on to. */
	of(profileId: string): EventHistory {
		const lists = new Map<string, readonly HistoryEvent[]>();
		return {
			query: (event, fromMs, toMs) => {
				let list = lists.get(event);
				if (!list) {
					list = this.#all(profileId, event);
					lists.set(event, list);
				}
				return spanOf(list, fromMs, toMs);
			},
		};
	}

	/** Somebody's events of a name, oldest first. */
	#all(profileId: string, event: string): readonly HistoryEvent[] {
		this.#sorted ??= this.#sort();
		const number = this.#numbers.get(profileId);
		if (number === undefined) return [];
		const { starts, portions, indexes } = this.#sorted;
		const found: HistoryEvent[] = [];
		for (let i = starts[number] ?? 0; i < (starts[number + 1] ?? 0); i++) {
			const portion = this.#portions[portions[i] ?? 0]?.portion;
			if (portion?.name === event) found.push(portion.event(indexes[i] ?? 0));
		}
		return found.sort((a, b) => a.at - b.at);
	}

	#numberOf(profileId: string): number {
		const known = this.#numbers.get(profileId);
		if (known !== undefined) return known;
		this.#numbers.set(profileId, this.#numbers.size);
		return this.#numbers.size - 1;
	}

	/** Counts each person's events, and files them one person after the other. */
	#sort() {
		const numbered = this.#portions.map(({ portion, numberOf }) => Uint32Array.from(portion.people, numberOf));
		const starts = new Uint32Array(this.#numbers.size + 1);
		for (const numbers of numbered) for (const number of numbers) starts[number + 1] = (starts[number + 1] ?? 0) + 1;
		for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
		const next = starts.slice();
		const count = starts.at(-1) ?? 0;
		const [portions, indexes] = [new Uint32Array(count), new Uint32Array(count)];
		for (const [portion, numbers] of numbered.entries()) {
			for (const [index, number] of numbers.entries()) {
				const place = next[number] ?? 0;
				next[number] = place + 1;
				portions[place] = portion;
				indexes[place] = index;
			}
		}
		return { starts, portions, indexes };
	}
}
