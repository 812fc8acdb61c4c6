import { type Bag, isBag } from '../../../core/event/index.ts';
import type { Visit } from '../../../core/session/index.ts';
import { AccountTelling } from '../accounts/account-telling.ts';
import type { AccountWord } from '../profile.ts';
import { type Said, type StoredEvent, unpackEvent } from '../stored-event.ts';
import { visitOf } from '../visit-of.ts';

/** What of a person is as their newest event tells it. */
export type SeenName = 'geo' | 'device' | 'utm' | 'timezone';

/** A word on one of them: when (ms), by which message, and what it said. */
export interface SeenWord {
	readonly at: number;
	readonly messageId: string;
	readonly value: Bag | string;
}

/** What events say of a person that a profile remembers too little of to be merged with another. All in no order. */
export interface Told {
	/** Everything that was said in traits. */
	readonly identifies: readonly Said[];
	readonly seen: Readonly<Record<SeenName, readonly SeenWord[]>>;
	/** What sessions and touches are made of. */
	readonly visits: readonly Visit[];
	/** Whose member somebody is said to be. */
	readonly accountWords: readonly AccountWord[];
}

/** Gathers what events tell, in whatever order they come, and keeps no more of them than that. */
export class Telling implements Told {
	readonly identifies: Said[] = [];
	readonly seen: Record<SeenName, SeenWord[]> = { geo: [], device: [], utm: [], timezone: [] };
	readonly visits: Visit[] = [];
	readonly #accounts = new AccountTelling();
	/** Values by their text: most events of a person tell the same. */
	readonly #values = new Map<string, Bag | string>();

	get accountWords(): readonly AccountWord[] {
		return this.#accounts.words();
	}

	add(stored: StoredEvent): void {
		this.#accounts.add(stored);
		// What Edgewise itself tells says nothing of where and when somebody was seen.
		if (stored.s === '') return;
		const said = unpackEvent(stored);
		if (stored.t === 'identify' && stored.x !== undefined) this.identifies.push(said);
		const visit = visitOf(said);
		if (visit) this.visits.push(visit);
		const { geo, device, campaign, timezone } = stored.c;
		this.#see('geo', bagOf(geo), stored);
		this.#see('device', bagOf(device), stored);
		this.#see('utm', bagOf(campaign), stored);
		this.#see('timezone', typeof timezone === 'string' && timezone.length <= 64 ? timezone : null, stored);
	}

	#see(name: SeenName, value: Bag | string | null, { a: at, i: messageId }: StoredEvent): void {
		if (value === null) return;
		const text = JSON.stringify(value);
		const known = this.#values.get(text) ?? value;
		this.#values.set(text, known);
		this.seen[name].push({ at, messageId, value: known });
	}
}

/** In the order of time. */
export function inTime(words: readonly SeenWord[]): SeenWord[] {
	return words.toSorted((a, b) => a.at - b.at || (a.messageId < b.messageId ? -1 : 1));
}

function bagOf(value: unknown): Bag | null {
	return isBag(value) && Object.keys(value).length > 0 ? value : null;
}
