import type { Compiler } from '../node.ts';
import { reader } from '../read-path.ts';
import { refuse, refuseUnknownKeys } from '../refuse.ts';
import { anyTime } from '../time/window.ts';
import type { HistoryEvent } from '../types.ts';
import { type Aggregate, aggregates } from './aggregate.ts';
import { parseEventWindow, windowFields } from './event-window.ts';
import { compileOccurrences, sayOccurrences } from './occurrences.ts';
import { daysSince, parseRanks } from './ranks.ts';
import { countValues, type Dated, mostFrequentOf, type Running, running } from './running.ts';
import { inWindow, slide } from './slide.ts';
import type { AmountNow, KeptAmount, ParsedAmount } from './types.ts';

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
export function parseAmountOf(json: unknown, compiler: Compiler): ParsedAmount {
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
	const finish = finishing(kind, json);
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
		parts(asked) {
			const events = occurrences.since(window, asked);
			const { start, end } = inWindow(events, asked, window);
			return [{ says: sayOccurrences(occurrences, end - start, window, asked), points: null }];
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

/** How the amount is told: days since a moment, or the rank of a number. */
function finishing(kind: string, json: Fields): (amount: unknown, nowMs: number) => AmountNow {
	const ranks = parseRanks(json);
	if (kind === 'daysSinceFirst' || kind === 'daysSinceLast')
		return (moment, nowMs) => (ranks ? ranks.ofDaysSince(moment, nowMs) : daysSince(moment, nowMs));
	return (amount) => ({
		value: ranks ? ranks.of(amount) : (amount ?? null),
		until: Number.POSITIVE_INFINITY,
	});
}

function isSame(a: unknown, b: unknown): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}
