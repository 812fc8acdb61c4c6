import type { HistoryEvent } from './types.ts';

/** Where an event's properties and context are read from, by its place there. */
export interface EventSource {
	properties(place: number): Readonly<Record<string, unknown>>;
	context(place: number): Readonly<Record<string, unknown>>;
}

/**
 * An event that is read no further than conditions look into it: most only ask when it was. One of a million, so it holds
 * no closures. For conditions `properties` and `context` are its own (`read-path.ts`).
 */
export class UnreadEvent implements HistoryEvent {
	readonly event: string;
	readonly at: number;
	readonly #source: EventSource;
	readonly #place: number;
	#properties: Readonly<Record<string, unknown>> | undefined;

	constructor(event: string, at: number, source: EventSource, place: number) {
		this.event = event;
		this.at = at;
		this.#source = source;
		this.#place = place;
	}

	get properties(): Readonly<Record<string, unknown>> {
		this.#properties ??= this.#source.properties(this.#place);
		return this.#properties;
	}

	get context(): Readonly<Record<string, unknown>> {
		return this.#source.context(this.#place);
	}
}
