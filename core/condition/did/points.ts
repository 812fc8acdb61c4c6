import { parseDuration } from '../duration.ts';
import type { Asked, Compiler } from '../node.ts';
import { refuse, refuseUnknownKeys, within } from '../refuse.ts';
import { anyTime, type Window } from '../time/window.ts';
import type { HistoryEvent } from '../types.ts';
import { type Decay, fadedFor, hourMs, type Points, scoreOf, sharesOf } from './decay.ts';
import { parseEventWindow, windowFields } from './event-window.ts';
import { compileOccurrences, type Occurrences, sayOccurrences } from './occurrences.ts';
import { parseRanks, type Ranks } from './ranks.ts';
import { inWindow, slide } from './slide.ts';
import type { AmountNow, KeptAmount, ParsedAmount } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Points for each event of one kind. */
interface Rule {
	readonly points: number;
	/** What they count for at most, above 0 or below. */
	readonly most: number;
	readonly occurrences: Occurrences;
	readonly window: Window;
}

/** What becomes of points. */
interface Scoring extends Decay {
	readonly ranks: Ranks | null;
}

const example = 'Write { "points": [{ "event": "Order Completed", "points": 50 }], "halfLife": "30d" }.';
const rulesMax = 50;
const pointsMax = 10_000;

/** Compiles a score: points for events of several kinds, which fade by half in each half-life. */
export function parsePoints(json: Fields, compiler: Compiler): ParsedAmount {
	refuseUnknownKeys(json, ['points', 'halfLife', 'buckets', 'reverse'], '', 'A score');
	const rules = parseRules(json.points, compiler);
	const halfLife = parseHalfLife(json.halfLife);
	const scoring = { ranks: parseRanks(json), halfLife, limits: rules.map(({ most }) => most) };
	return {
		of(asked) {
			const counted = rules.map((rule) => countedNow(rule, asked));
			const { value, until } = tell(sumUp(rules, counted, halfLife), scoring, asked.nowMs);
			return { value, until: Math.min(until, ...counted.map((one) => one.until)) };
		},
		parts(asked) {
			const counted = rules.map((rule) => countedNow(rule, asked));
			const points = sumUp(rules, counted, halfLife);
			const shares = points ? sharesOf(points, scoring, asked.nowMs) : [];
			return rules.map(({ occurrences, window }, i) => ({
				says: sayOccurrences(occurrences, counted[i]?.events.length ?? 0, window, asked),
				points: shares[i] ?? 0,
			}));
		},
		kept: keeping(rules, scoring),
	};
}

function parseHalfLife(json: unknown): number | null {
	if (json === undefined) return null;
	const ms = parseDuration(json, 'halfLife');
	if (ms < hourMs) refuse('halfLife', 'Points fade by the hour.', 'Write "halfLife": "30d", or "1h" or more.');
	return ms;
}

function parseRules(json: unknown, compiler: Compiler): readonly Rule[] {
	if (!Array.isArray(json) || json.length === 0)
		refuse('points', 'points takes a list of what is worth some.', example);
	if (json.length > rulesMax) refuse('points', `A score has at most ${rulesMax} rules.`, 'Make two scores of it.');
	return json.map((rule: unknown, i) => parseRule(rule, within('points', String(i)), compiler));
}

function parseRule(json: unknown, path: string, compiler: Compiler): Rule {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) refuse(path, 'A rule is an object.', example);
	const fields: Fields = { ...json };
	refuseUnknownKeys(fields, ['event', 'where', 'points', 'most', ...windowFields], path, 'A rule');
	const { points, most } = fields;
	if (typeof points !== 'number' || points === 0 || !(Math.abs(points) <= pointsMax))
		refuse(within(path, 'points'), `Points are a number up to ${pointsMax}, also below 0, but not 0.`, example);
	if (most !== undefined && !(typeof most === 'number' && most > 0 && most < Number.POSITIVE_INFINITY))
		refuse(within(path, 'most'), 'most takes a number above 0.', 'Write "most": 20, also where points are taken away.');
	const window = parseEventWindow(fields, path, compiler);
	const occurrences = compileOccurrences(fields, window, path, compiler, example);
	return { points, most: typeof most === 'number' ? most : Number.POSITIVE_INFINITY, occurrences, window };
}

/** The events that count at a moment, and until when just they do. */
function countedNow({ occurrences, window }: Rule, asked: Asked) {
	const events = occurrences.since(window, asked);
	const { start, end } = inWindow(events, asked, window);
	const same = (from: number, to: number) => from === start && to === end;
	const { until } = slide(events, asked, window, { looksInside: false, over: () => same });
	return { events: events.slice(start, end), until: Math.min(until, occurrences.until(window, asked)) };
}

function sumUp(
	rules: readonly Rule[],
	counted: readonly { readonly events: readonly HistoryEvent[] }[],
	halfLife: number | null,
): Points | null {
	return counted.reduce<Points | null>((before, { events }, i) => added(before, rules, i, events, halfLife), null);
}

/** Points with those of more events of a rule. What has one half-life fades together: its sum is all there is to know of it. */
function added(
	before: Points | null,
	rules: readonly Rule[],
	index: number,
	events: readonly HistoryEvent[],
	halfLife: number | null,
): Points | null {
	if (events.length === 0) return before;
	const at = events.reduce((latest, one) => Math.max(latest, one.at), before?.at ?? Number.NEGATIVE_INFINITY);
	const sums = rules.map(({ points }, i) => {
		const old = before ? fadedFor(before.sums[i] ?? 0, at - before.at, halfLife) : 0;
		return i === index ? events.reduce((sum, one) => sum + fadedFor(points, at - one.at, halfLife), old) : old;
	});
	return { at, sums };
}

function tell(points: Points | null, { ranks, ...decay }: Scoring, nowMs: number): AmountNow {
	const { value, until } = points ? scoreOf(points, decay, nowMs) : { value: 0, until: Number.POSITIVE_INFINITY };
	return { value: ranks ? ranks.of(value) : value, until };
}

function keeping(rules: readonly Rule[], scoring: Scoring): KeptAmount | null {
	if (rules.some(({ window, occurrences: { fits } }) => window !== anyTime || fits === null)) return null;
	const counts = rules.map(
		({ occurrences: { event, fits } }) =>
			(one: HistoryEvent) =>
				one.event === event && fits?.(one),
	);
	return {
		add: (state, events) =>
			counts.reduce(
				(points, count, i) => added(points, rules, i, events.filter(count), scoring.halfLife),
				pointsIn(state, rules.length),
			),
		now: (state, nowMs) => tell(pointsIn(state, rules.length), scoring, nowMs),
	};
}

function pointsIn(state: unknown, rules: number): Points | null {
	if (typeof state !== 'object' || state === null || !('at' in state) || !('sums' in state)) return null;
	const { at, sums } = state;
	return typeof at === 'number' && Array.isArray(sums) && sums.length === rules ? { at, sums } : null;
}
