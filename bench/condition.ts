import { evalCondition } from '@growthbook/growthbook';
import jsonLogic from 'json-logic-js';
import { Query } from 'mingo';
import sift from 'sift';
import { compile } from '../core/condition/index.ts';
import type { ConditionJson, EventHistory, HistoryEvent } from '../core/condition/types.ts';
import { inDependencyOrder, matchSegments } from '../worker/segments/match.ts';
import { quantile } from './load.ts';
import type { Row } from './report.ts';

const rounds = 60;
const evaluationsARound = 2_000;
const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 24, 12);

/** What a shop asks of its visitors; the last list is the same in JsonLogic, which has a language of its own. */
const questions: readonly (readonly [ConditionJson, jsonLogic.RulesLogic])[] = [
	[{ 'traits.plan': 'pro' }, { '==': [{ var: 'traits.plan' }, 'pro'] }],
	[
		{ 'geo.country': { $in: ['DE', 'AT', 'CH'] }, 'traits.orders': { $gte: 5 }, 'device.type': { $ne: 'tablet' } },
		{
			and: [
				{ in: [{ var: 'geo.country' }, ['DE', 'AT', 'CH']] },
				{ '>=': [{ var: 'traits.orders' }, 5] },
				{ '!=': [{ var: 'device.type' }, 'tablet'] },
			],
		},
	],
	[
		{
			$or: [
				{ $and: [{ 'traits.plan': 'free' }, { 'traits.orders': { $gt: 2 } }] },
				{ 'traits.age': { $gte: 18, $lt: 65 }, 'traits.city': { $nin: ['Ulm', 'Bonn'] } },
			],
		},
		{
			or: [
				{ and: [{ '==': [{ var: 'traits.plan' }, 'free'] }, { '>': [{ var: 'traits.orders' }, 2] }] },
				{
					and: [
						{ '<=': [18, { var: 'traits.age' }] },
						{ '<': [{ var: 'traits.age' }, 65] },
						{ '!': { in: [{ var: 'traits.city' }, ['Ulm', 'Bonn']] } },
					],
				},
			],
		},
	],
];

const people = [
	{ plan: 'pro', orders: 7, age: 34, city: 'Kiel', country: 'DE', device: 'mobile' },
	{ plan: 'free', orders: 1, age: 17, city: 'Ulm', country: 'FR', device: 'tablet' },
	{ plan: 'free', orders: 9, age: 70, city: 'Bonn', country: 'AT', device: 'desktop' },
].map(({ plan, orders, age, city, country, device }) => ({
	traits: { plan, orders, age, city },
	geo: { country },
	device: { type: device },
}));

type Ask = (question: number, person: number) => boolean;

/** Each asks all questions about all people; a query that can be prepared is. */
function evaluators(): Readonly<Record<string, Ask>> {
	const ours = questions.map(([json]) => compile(json));
	const subjects = people.map((attributes) => ({ attributes, events: [], segments: [] }));
	const sifted = questions.map(([json]) => sift({ ...json }));
	const mingoes = questions.map(([json]) => new Query({ ...json }));
	const plain = questions.map(([json]) => JSON.parse(JSON.stringify(json)));
	return {
		edgewise: (q, p) => taken(ours, q).evaluate(taken(subjects, p), now).matches,
		growthbook: (q, p) => evalCondition(taken(people, p), taken(plain, q)),
		sift: (q, p) => taken(sifted, q)(taken(people, p)),
		mingo: (q, p) => taken(mingoes, q).test(taken(people, p)),
		'json-logic': (q, p) => jsonLogic.apply(taken(questions, q)[1], taken(people, p)) === true,
	};
}

function taken<Item>(items: readonly Item[], index: number): Item {
	const item = items[index];
	if (item === undefined) throw new Error(`There is no item ${index}.`);
	return item;
}

/** Conditions in core: against other evaluators on the same conditions, and 100 segments after one event. */
export function benchCondition(): Row[] {
	const times = race(evaluators());
	const { edgewise = 0, ...peers } = times;
	return [
		...Object.entries(peers).map(([name, value]) => ({
			name: `a condition on attributes, ${name}`,
			value,
			unit: 'ns',
		})),
		{
			name: 'the same, ours',
			value: edgewise,
			unit: 'ns',
			floor: Math.min(...Object.values(peers)),
			better: 'less' as const,
		},
		...benchSegments(),
	];
}

/** Nanoseconds an answer, the median of rounds that take turns, so that what disturbs one disturbs all. */
function race(all: Readonly<Record<string, Ask>>): Readonly<Record<string, number>> {
	agree(all);
	const times = new Map<string, number[]>(Object.keys(all).map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [name, ask] of Object.entries(all)) times.get(name)?.push(once(ask));
	}
	return Object.fromEntries(
		[...times].map(([name, list]) => [
			name,
			quantile(
				list.slice(10).toSorted((a, b) => a - b),
				0.5,
			),
		]),
	);
}

function once(ask: Ask): number {
	let held = 0;
	const begin = performance.now();
	for (let i = 0; i < evaluationsARound; i++) if (ask(i % questions.length, (i >> 2) % people.length)) held++;
	const ns = ((performance.now() - begin) * 1e6) / evaluationsARound;
	if (held === 0) throw new Error('Nobody met anything.');
	return ns;
}

/** All answer alike, or the race would compare different work. */
function agree(all: Readonly<Record<string, Ask>>): void {
	for (const q of questions.keys()) {
		for (const p of people.keys()) {
			const answers = new Set(Object.values(all).map((ask) => ask(q, p)));
			if (answers.size > 1) throw new Error(`The evaluators differ on question ${q} about person ${p}.`);
		}
	}
}

/** 100 segments of all kinds, over a person of 200 events in 60 days. */
function benchSegments(): Row[] {
	const segments = inDependencyOrder(
		Array.from({ length: 100 }, (_, i) => ({
			...{ id: `s${i}`, name: `s${i}`, kind: 'live' as const, takenAt: null, createdAt: 0 },
			condition: compile(segmentOf(i)),
		})),
	);
	const names = ['Page Viewed', 'Product Added', 'Order Completed', 'Signed Up'];
	const events = Array.from({ length: 200 }, (_, i) => ({
		event: names[i % 4] ?? '',
		at: now - (200 - i) * 7 * hourMs,
		properties: { total: (i * 37) % 200, path: `/p/${i % 9}` },
	}));
	const subject = {
		attributes: taken(people, 0),
		events: historyOf(events),
		changes: () => [{ at: now - 1e9, value: 'pro' }],
	};
	const change = { events: new Set(['Product Added']), attributes: new Set(['visit']) };
	const standing = matchSegments(segments, subject, { segments: {}, segmentsDue: {} }, null, now);
	const after = sampled(() => matchSegments(segments, subject, standing, change, now + 1));
	const whole = sampled(() => matchSegments(segments, subject, standing, null, now + 1));
	return [
		{ name: '100 segments after one event, median', value: after, unit: 'µs', floor: 200, better: 'less' },
		{ name: 'the same, every segment asked again', value: whole, unit: 'µs' },
	];
}

function sampled(work: () => unknown): number {
	const times: number[] = [];
	for (let i = 0; i < 3_000; i++) {
		const begin = performance.now();
		work();
		times.push((performance.now() - begin) * 1000);
	}
	return quantile(
		times.toSorted((a, b) => a - b),
		0.5,
	);
}

function segmentOf(i: number): ConditionJson {
	const amount = i % 7;
	const kinds: readonly ConditionJson[] = [
		{ 'traits.plan': 'pro', 'traits.orders': { $gte: amount } },
		{ $did: { event: 'Product Added', within: `${1 + amount}d` } },
		{ $did: { event: 'Order Completed', count: { $gte: 1 + amount }, within: '30d' } },
		{ $did: { event: 'Order Completed', sum: 'properties.total', $gte: 100 * amount, within: '14d' } },
		{ $did: { event: 'Product Added', where: { 'properties.total': { $gte: 20 * amount } }, within: '7d' } },
		{
			$sequence: {
				steps: [{ event: 'Product Added' }, { event: 'Order Completed', within: '1h', absent: true }],
				within: '7d',
			},
		},
		{ $did: { event: 'Product Added', within: 'this week' }, 'geo.country': { $in: ['DE', 'AT'] } },
		{ 'traits.plan': { $eq: 'pro', $for: `${1 + amount}d` } },
		{ $and: [{ 'traits.age': { $gte: 18 } }, { $not: { $did: { event: 'Signed Up', within: '90d' } } }] },
		{ $or: [{ 'traits.plan': 'pro' }, { 'device.type': 'tablet' }] },
	];
	return taken(kinds, i % kinds.length);
}

/** By name and time, as a shard's history is. */
function historyOf(events: readonly HistoryEvent[]): EventHistory {
	const byName = Map.groupBy(events, ({ event }) => event);
	return {
		query: (name, fromMs, toMs) => (byName.get(name) ?? []).filter(({ at }) => at >= fromMs && at <= toMs),
	};
}
