import type { Amount, AmountNow, HistoryEvent, KeptAmount, Subject } from '../../core/condition/index.ts';
import type { Event } from '../../core/event/index.ts';
import type { Change } from '../segments/match.ts';
import { overlaps } from '../segments/readers.ts';

/** Whose events are counted: each person's, or those of all members of an account. */
export const computedScopes = ['person', 'account'] as const;
export type ComputedScope = (typeof computedScopes)[number];

/** A computed trait ready to be worked out. */
export interface LiveComputedTrait {
	readonly id: string;
	readonly amount: Amount;
}

/** A computed trait of one person, as their profile keeps it. */
export interface ComputedValue {
	readonly value: unknown;
	/** When it could change with no new data, ms; absent if never. */
	readonly due?: number;
	/** What events have added up to so far, where that can be kept. */
	readonly kept?: unknown;
}

export type ComputedValues = Readonly<Record<string, ComputedValue>>;

export interface Computed {
	readonly values: ComputedValues;
	/** Ids of those whose value is another now. */
	readonly moved: readonly string[];
}

/** What has happened since the values were worked out last. */
export interface ComputedNews {
	/** What changed; null works all of them out from the whole history. */
	readonly change: Change | null;
	/** The events that have just been accepted: all there are of the names that changed, or none. */
	readonly events: readonly Event[];
	/** The whole history of some names in parts, those that arrived first first, where it is too long to be read at once. */
	readonly parts?: (names: ReadonlySet<string>) => Iterable<readonly HistoryEvent[]>;
}

/**
 * Works out the computed traits that a change or the passing of time can have moved. What is kept grows by the new events
 * alone; all else reads as much of the history as its window reaches back.
 */
export function computeTraits(
	traits: readonly LiveComputedTrait[],
	before: ComputedValues,
	subject: Subject,
	news: ComputedNews,
	now: number,
): Computed {
	const values: Record<string, ComputedValue> = {};
	const moved: string[] = [];
	for (const { id, amount } of traits) {
		const old = Object.hasOwn(before, id) ? before[id] : undefined;
		const next =
			old && news.change && !mayHaveMoved(amount, old, news.change, now) ? old : renew(amount, old, subject, news, now);
		values[id] = next;
		if (JSON.stringify(next.value) !== JSON.stringify(old?.value ?? null)) moved.push(id);
	}
	for (const id of Object.keys(before)) if (!Object.hasOwn(values, id)) moved.push(id);
	return { values, moved };
}

function mayHaveMoved({ depends }: Amount, { due }: ComputedValue, change: Change, now: number): boolean {
	if (due !== undefined && due <= now) return true;
	for (const event of depends.events) if (change.events.has(event)) return true;
	for (const path of depends.attributes)
		for (const changed of change.attributes) if (overlaps(path, changed)) return true;
	return false;
}

function renew(
	amount: Amount,
	old: ComputedValue | undefined,
	subject: Subject,
	{ change, events, parts }: ComputedNews,
	now: number,
): ComputedValue {
	const { kept } = amount;
	if (!kept) return written(amount.of(subject, now));
	const names = amount.depends.events;
	const fresh = events.filter(({ event }) => names.has(event));
	const isTold = change !== null && (fresh.length > 0 || ![...names].some((name) => change.events.has(name)));
	if (old && old.kept !== undefined && isTold && !fresh.some(({ timestamp }) => timestamp > now)) {
		const state = kept.add(old.kept, fresh.map(asHistory));
		if (state !== null && state !== undefined) return written(kept.now(state, now), state);
	}
	const state = keptOf(kept, parts?.(names) ?? [historyOf(subject, names)], now);
	return state === null ? written(amount.of(subject, now)) : written(kept.now(state, now), state);
}

/** What all events have added up to; null where there is nothing, or it cannot be kept. */
function keptOf(kept: KeptAmount, parts: Iterable<readonly HistoryEvent[]>, now: number): unknown {
	let state: unknown = null;
	for (const part of parts) {
		// What has yet to happen does not count yet, and cannot be kept as if it did.
		if (part.some(({ at }) => at > now)) return null;
		state = kept.add(state, part);
		if (state === undefined) return null;
	}
	return state;
}

function historyOf({ events }: Subject, names: ReadonlySet<string>): readonly HistoryEvent[] {
	if (!('query' in events)) return [];
	return [...names].flatMap((name) => events.query(name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
}

function asHistory({ event, timestamp, properties, context }: Event): HistoryEvent {
	return { event, at: timestamp, properties, context };
}

function written({ value, until }: AmountNow, kept?: unknown): ComputedValue {
	return {
		value,
		...(until !== Number.POSITIVE_INFINITY && { due: until }),
		...(kept !== undefined && { kept }),
	};
}
