import type { HistoryEvent } from '../../core/condition/types.ts';
import type { Bag } from '../../core/event/index.ts';
import type { StoredEvent } from './stored-event.ts';

/** An event on its way into the index: whose it is, by a number, and where it lies. */
export interface IndexedAs {
	readonly stored: StoredEvent;
	readonly person: number;
	/** Its row of `batches`, and its place there. */
	readonly seq: number;
	readonly place: number;
}

/** Events of one name as one text: a line of four lists (people, times, rows, places), then each event's properties on a line. */
export function packIndexed(events: readonly IndexedAs[]): { readonly until: number; readonly body: string } {
	const head = [
		events.map(({ person }) => person),
		events.map(({ stored }) => stored.a),
		events.map(({ seq }) => seq),
		events.map(({ place }) => place),
	];
	const lines = events.map(({ stored }) => JSON.stringify(stored.p));
	return {
		until: events.reduce((until, { stored }) => Math.max(until, stored.a), Number.NEGATIVE_INFINITY),
		body: [JSON.stringify(head), ...lines].join('\n'),
	};
}

type ContextOf = (seq: number, place: number) => Bag;

/** What `packIndexed` wrote, of which no more is unpacked than is asked for. */
export class IndexedEvents {
	readonly people: readonly number[];
	readonly #name: string;
	readonly #times: readonly number[];
	readonly #seqs: readonly number[];
	readonly #places: readonly number[];
	readonly #lines: readonly string[];
	readonly #contextOf: ContextOf;

	constructor(name: string, body: string, contextOf: ContextOf) {
		this.#name = name;
		this.#lines = body.split('\n');
		const [people, times, seqs, places]: number[][] = JSON.parse(this.#lines[0] ?? '[]');
		this.people = people ?? [];
		this.#times = times ?? [];
		this.#seqs = seqs ?? [];
		this.#places = places ?? [];
		this.#contextOf = contextOf;
	}

	at(index: number): number {
		return this.#times[index] ?? 0;
	}

	/** What conditions ask of an event has to be its own: what objects inherit is nobody's data. */
	event(index: number): HistoryEvent {
		const line = () => this.#lines[index + 1] ?? '{}';
		const context = () => this.#contextOf(this.#seqs[index] ?? 0, this.#places[index] ?? 0);
		let properties: Bag | null = null;
		return {
			event: this.#name,
			at: this.at(index),
			get properties(): Bag {
				properties ??= JSON.parse(line()) as Bag;
				return properties;
			},
			get context() {
				return context();
			},
		};
	}
}
