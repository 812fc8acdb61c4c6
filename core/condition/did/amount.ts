import type { Asked, Compiler } from '../node.ts';
import { reader } from '../read-path.ts';
import { refuse, refuseUnknownKeys, within } from '../refuse.ts';
import { dayMs } from '../time/civil.ts';
import { anyTime } from '../time/window.ts';
import type { Depends, HistoryEvent, Subject } from '../types.ts';
import { type Aggregate, aggregates } from './aggregate.ts';
import { parseEventWindow, windowFields } from './event-window.ts';
import { compileOccurrences } from './occurrences.ts';
import { countValues, type Dated, mostFrequentOf, type Running, running } from './running.ts';
import { inWindow, slide } from './slide.ts';

/** What a person's events come to at a moment; null when there is nothing to tell, as of the average of no orders. */
export interface AmountNow {
	readonly value: unknown;
	/** The earliest moment (ms) at which the value could change with no new data; Infinity if never. */
	readonly until: number;
}

/** An amount that can be kept from event to event, in place of reading the whole history again. */
export interface KeptAmount {
	/** The kept state with new events among those of other names; null while there is none, undefined when it cannot be kept. */
	readonly add: (state: unknown, events: readonly HistoryEvent[]) => unknown;
	/** As `of` answers, of all events that were added. */
	readonly now: (state: unknown, nowMs: number) => AmountNow;
}

export interface Amount {
	readonly depends: Depends;
	of(subject: Subject, nowMs: number): AmountNow;
	/** Null where time decides which events count. */
	readonly kept: KeptAmount | null;
}

type Parsed = Pick<Amount, 'kept'> & { readonly of: (asked: Asked) => AmountNow };
type Fields = Readonly<Record<string, unknown>>;

const example = 'Write { "event": "Order Completed", "sum": "properties.total", "within": "90d" }.';
const properties = [...Object.keys(aggregates), 'mostFrequent'];
const bare = ['count', 'daysSinceFirst', 'daysSinceLast'];

/** Of a kind that reads no property. */
const over: Readonly<Record<string, Aggregate['over']>> = {
	count: () => (start, end) => end - start,
	daysSinceFirst: (moments) => (start, end) => (start < end ? moments[start] : undefined),
	daysSinceLast: (moments) => (start, end) => (start < end ? moments[end - 1] : undefined),
	mostFrequent: (values) => (start, end) => mostFrequentOf(countValues(values.slice(start, end))),
};

/** Reads what events are to amount to, or refuses it. */
export function parseAmountOf(json: unknown, compiler: Compiler): Parsed {
	if (!isFields(json)) refuse('', 'What events amount to is an object.', example);
	refuseUnknownKeys(
		json,
		['event', 'where', 'buckets', 'reverse', ...windowFields, ...properties, ...bare],
		'',
		'This',
	);
	const kind = kindIn(json);
	const read = readerOf(kind, json[kind]);
	const window = parseEventWindow(json, '', compiler);
	const occurrences = compileOccurrences(json, window, '', compiler, example);
	const finish = finishing(kind, parseBuckets(json));
	const aggregate = over[kind] ?? aggregates[kind]?.over;
	if (!aggregate) refuse('', 'What is to be told of them?', example);
	const grows: Running | undefined =
		running[kind === 'daysSinceFirst' ? 'first' : kind === 'daysSinceLast' ? 'last' : kind];
	return {
		of(asked) {
			const events = occurrences.since(window, asked);
			const amountOf = aggregate(events.map(read));
			const { start, end } = inWindow(events, asked, window);
			const amount = amountOf(start, end);
			const same = (from: number, to: number) => isSame(amountOf(from, to), amount);
			const { until } = slide(events, asked, window, { looksInside: true, over: () => same });
			const now = finish(amount, asked.nowMs);
			return { value: now.value, until: Math.min(now.until, until, occurrences.until(window, asked)) };
		},
		kept:
			window !== anyTime || !grows || !occurrences.fits
				? null
				: keeping(
						grows,
						(event) => event.event === occurrences.event && occurrences.fits?.(event) === true,
						read,
						finish,
					),
	};
}

function keeping(
	{ add, amount }: Running,
	counts: (event: HistoryEvent) => boolean,
	read: (event: HistoryEvent) => unknown,
	finish: (amount: unknown, nowMs: number) => AmountNow,
): KeptAmount {
	return {
		add(state, events) {
			const more = events.filter(counts).map((event): Dated => ({ at: event.at, value: read(event) }));
			return more.length === 0 ? state : add(state, more);
		},
		now: (state, nowMs) => finish(amount(state), nowMs),
	};
}

function isFields(json: unknown): json is Fields {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function kindIn(json: Fields): string {
	const [kind, second] = [...properties, ...bare].filter((name) => Object.hasOwn(json, name));
	if (kind === undefined) refuse('', 'What is to be told of them? A count, a sum …', example);
	if (second !== undefined) refuse(second, 'One thing is told of the events.', 'Make another one for the second.');
	return kind;
}

function readerOf(kind: string, said: unknown): (event: HistoryEvent) => unknown {
	if (bare.includes(kind)) {
		if (said !== true) refuse(kind, `${kind} takes true.`, `Write "${kind}": true.`);
		return ({ at }) => at;
	}
	if (typeof said !== 'string') refuse(kind, `${kind} takes a path.`, `Write "${kind}": "properties.total".`);
	return reader(said, kind);
}

/** Boundaries, in order, between which a number is told by the rank of its part: 1 below the first of them. */
function parseBuckets({
	buckets,
	reverse,
}: Fields): { readonly bounds: readonly number[]; readonly reverse: boolean } | null {
	if (reverse !== undefined && (typeof reverse !== 'boolean' || buckets === undefined))
		refuse('reverse', 'reverse takes true, beside buckets.', 'Write "buckets": [30, 90], "reverse": true.');
	if (buckets === undefined) return null;
	const hint = 'Write up to 20 numbers in order: "buckets": [30, 90, 180].';
	if (!Array.isArray(buckets) || buckets.length === 0 || buckets.length > 20)
		refuse('buckets', 'buckets takes a list.', hint);
	for (const [i, bound] of buckets.entries()) {
		if (typeof bound !== 'number' || !Number.isFinite(bound) || (i > 0 && bound <= buckets[i - 1]))
			refuse(within('buckets', String(i)), 'Boundaries are numbers, each above the one before.', hint);
	}
	return { bounds: buckets, reverse: reverse === true };
}

function finishing(
	kind: string,
	buckets: ReturnType<typeof parseBuckets>,
): (amount: unknown, nowMs: number) => AmountNow {
	const days = kind === 'daysSinceFirst' || kind === 'daysSinceLast';
	const inDays = days
		? sinceDays
		: (amount: unknown): AmountNow => ({ value: amount ?? null, until: Number.POSITIVE_INFINITY });
	if (!buckets) return inDays;
	const { bounds, reverse } = buckets;
	return (amount, nowMs) => {
		const { value, until } = inDays(amount, nowMs);
		if (typeof value !== 'number') return { value: null, until };
		const rank = bounds.filter((bound) => value >= bound).length;
		const next = bounds[rank];
		return {
			value: reverse ? bounds.length + 1 - rank : rank + 1,
			// Days pass, but the rank stays until they reach the next boundary.
			until:
				days && typeof amount === 'number'
					? next === undefined
						? Number.POSITIVE_INFINITY
						: amount + Math.ceil(next) * dayMs
					: until,
		};
	};
}

/** Whole days since a moment. */
function sinceDays(moment: unknown, nowMs: number): AmountNow {
	if (typeof moment !== 'number') return { value: null, until: Number.POSITIVE_INFINITY };
	const days = Math.floor((nowMs - moment) / dayMs);
	return { value: days, until: moment + (days + 1) * dayMs };
}

function isSame(a: unknown, b: unknown): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}
