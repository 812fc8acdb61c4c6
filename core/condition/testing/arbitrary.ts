import fc from 'fast-check';
import type { AttributeChange, HistoryEvent } from '../types.ts';
import type { NaiveSubject } from './naive.ts';

/** Conditions and people who meet them about as often as not. Only tests use them. */
export interface World {
	/** A coarse grid of moments, so that events meet at the ends of windows and at each other. */
	readonly moment: fc.Arbitrary<number>;
	readonly length: fc.Arbitrary<string>;
	/** A date as an attribute holds it. */
	readonly date: fc.Arbitrary<unknown>;
	/** What `within` of events may say by the calendar. */
	readonly period: fc.Arbitrary<object>;
	readonly zone: fc.Arbitrary<string>;
}

const secondsMoment = fc.integer({ min: 0, max: 16 }).map((step) => 1_700_000_000_000 + step * 500);

/** A few seconds, in which everything meets everything. */
export const seconds: World = {
	moment: secondsMoment,
	length: fc.constantFrom('1s', '3s', '2s'),
	date: fc.oneof(
		secondsMoment,
		secondsMoment.map((ms) => new Date(ms).toISOString()),
		fc.constantFrom('never', null),
	),
	period: fc.constant({}),
	zone: fc.constant('UTC'),
};

const quarterMs = 15 * 60_000;
const autumn = Date.UTC(2026, 9, 20);
const spring = Date.UTC(2027, 2, 8);
const newYear = Date.UTC(2026, 11, 27);
const daysMoment = fc
	.tuple(fc.constantFrom(autumn, spring, newYear), fc.integer({ min: 0, max: 10 * 24 * 4 }))
	.map(([start, quarters]) => start + quarters * quarterMs);

/** Days around changes of the clocks and of the year, in which the calendar matters. */
export const days: World = {
	moment: daysMoment,
	length: fc.constantFrom('1d', '2d', '12h', '36h', '1w'),
	date: fc.oneof(
		daysMoment,
		daysMoment.map((ms) => Math.floor(ms / 1000)),
		daysMoment.map((ms) => new Date(ms).toISOString()),
		daysMoment.map((ms) => new Date(ms).toISOString().slice(0, 16)),
		daysMoment.map((ms) => new Date(ms).toISOString().slice(0, 10)),
		fc.constantFrom('1990-10-25', '2024-02-29', '--12-31', '01-01', 'never', null),
	),
	period: fc.oneof(
		fc
			.constantFrom('today', 'yesterday', 'this week', 'last week', 'this month', 'last month', 'this year')
			.map((within) => ({ within })),
		fc.constantFrom('1d', '3d', '1w', '1mo').map((within) => ({ within, calendar: true })),
		fc.constantFrom<object>(
			{ since: '2026-10-22' },
			{ since: '2026-10-24', until: '2026-12-30T12:00' },
			{ until: '2027-03-14T08:00:00Z', within: '2d' },
		),
	),
	zone: fc.constantFrom(
		'Europe/Berlin',
		'America/New_York',
		'Asia/Kathmandu',
		'Australia/Lord_Howe',
		'UTC',
		'America/Santiago',
	),
};

const scalar = fc.constantFrom<unknown>('pro', 'free', '', 'DE', '5', 0, 1, 5, true, false, null);
const number = fc.integer({ min: -1, max: 4 });
const comparison = fc.oneof(
	fc
		.tuple(fc.constantFrom('$lt', '$lte', '$gt', '$gte', '$eq', '$ne'), number)
		.map(([name, limit]) => ({ [name]: limit })),
	fc.record({ $gte: number, $lt: number }),
);

/** All kinds of leaves, by name. */
export function leavesIn({ length, period, zone }: World) {
	const timeZone = fc.oneof(
		{ weight: 3, arbitrary: fc.constant({}) },
		zone.map((id) => ({ timeZone: id })),
	);
	const valueTest = fc.oneof(
		scalar,
		comparison,
		fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
		fc.record({ $not: comparison }),
		fc.constantFrom({ $exists: true }, { $exists: false }),
	);
	const attribute = fc
		.tuple(fc.constantFrom('plan', 'n', 'a.b'), valueTest)
		.map(([path, json]): object => ({ [path]: json }));
	const lasting = fc
		.tuple(fc.constantFrom('plan', 'n'), fc.oneof(fc.constant({}), comparison, fc.constant({ $eq: 'pro' })), length)
		.map(([path, json, $for]): object => ({ [path]: { ...json, $for } }));
	const aggregate = fc
		.tuple(fc.constantFrom('sum', 'min', 'max', 'avg', 'distinct', 'first', 'last'), comparison)
		.map(([name, wanted]) => ({ [name]: 'properties.n', ...wanted }));
	const window = fc.oneof(
		fc.constantFrom<object>({}, { within: 'enrollment' }),
		length.map((within) => ({ within })),
		period,
	);
	const where = fc.oneof(
		{ weight: 3, arbitrary: fc.constant({}) },
		fc.constant({ where: { 'properties.n': { $gte: 1 } } }),
		length.map((next) => ({ where: { 'properties.due': { $within: { next } } } })),
	);
	const did = fc
		.tuple(
			fc.constantFrom('A', 'B'),
			fc.oneof(fc.constant({}), fc.record({ count: fc.oneof(number, comparison) }), aggregate),
			window,
			where,
		)
		.map(([event, ...rest]): object => ({ $did: Object.assign({ event }, ...rest) }));
	const step = fc
		.tuple(
			fc.constantFrom('A', 'B', 'C'),
			where,
			fc.oneof(
				fc.constant({}),
				length.map((within) => ({ within })),
			),
		)
		.chain(([event, ...rest]) =>
			fc.boolean().map((absent) => Object.assign({ event }, ...rest, absent ? { absent } : {})),
		);
	const sequence = fc
		.tuple(fc.constantFrom('A', 'B'), fc.array(step, { maxLength: 3 }), window)
		.map(([event, steps, whole]): object => ({ $sequence: { steps: [{ event }, ...steps], ...whole } }));
	const span = fc.oneof(
		fc.tuple(fc.constantFrom('last', 'next'), length).map(([turn, text]) => ({ [turn]: text })),
		fc
			.tuple(fc.constantFrom('last', 'next'), fc.constantFrom('1d', '2d', '1w', '1mo', '1q'), timeZone)
			.map(([turn, text, zoned]) => ({ [turn]: text, calendar: true, ...zoned })),
		fc
			.tuple(fc.constantFrom('today', 'yesterday', 'tomorrow', 'this week', 'next month', 'last quarter'), timeZone)
			.map(([name, zoned]) => ({ period: name, ...zoned })),
	);
	const moving = fc
		.tuple(fc.constantFrom('$before', '$after'), fc.constantFrom('-', '+'), length)
		.map(([operator, sign, text]): object => ({ date: { [operator]: `now${sign}${text}` } }));
	const within = span.map(($within): object => ({ date: { $within } }));
	const fixed = fc
		.tuple(
			fc.constantFrom('$before', '$after'),
			fc.constantFrom('2026-10-25', '2026-12-31T10:00:00Z', '2027-03-14T02:30'),
		)
		.map(([operator, text]): object => ({ date: { [operator]: text } }));
	const anniversary = fc
		.oneof(
			fc.constantFrom('today', 'tomorrow', 'this month', 'next week').map((period): object => ({ period })),
			fc.constantFrom('1d', '7d', '2w').map((next): object => ({ next })),
			fc.constantFrom('1d', '3d').map((last): object => ({ last })),
		)
		.map(($anniversary): object => ({ date: { $anniversary } }));
	const listed = span.map(($within): object => ({ dates: { $elemMatch: { $within } } }));
	const segment = fc.oneof(
		fc.constant<object>({ $segment: 'vip' }),
		length.map(($for): object => ({ $segment: { id: 'vip', $for } })),
	);
	const bucket = fc.constantFrom<object>({ $bucket: { seed: 's', range: [0, 0.5] } });
	return { attribute, lasting, did, sequence, moving, within, fixed, anniversary, listed, segment, bucket };
}

/** Whole conditions: leaves, combined in all ways. */
export function conditionIn(world: World): fc.Arbitrary<object> {
	const { condition } = fc.letrec<{ condition: object; list: object[] }>((tie) => ({
		list: fc.array(tie('condition'), { maxLength: 3 }),
		condition: fc.oneof(
			{ depthSize: 'medium', withCrossShrink: true },
			fc.oneof(...Object.values(leavesIn(world))),
			fc.constant({}),
			fc.tuple(fc.constantFrom('$and', '$or', '$nor'), tie('list')).map(([name, list]) => ({ [name]: list })),
			tie('condition').map((inner) => ({ $not: inner })),
			fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => ({ ...one, ...other })),
		),
	}));
	return condition;
}

export type Person = NaiveSubject & { readonly events: HistoryEvent[] };

export function personIn({ moment, date, zone }: World): fc.Arbitrary<Person> {
	const properties = fc.record(
		{ n: fc.oneof(number, fc.constantFrom('2', 'many', null)), due: date },
		{ requiredKeys: [] },
	);
	const event = fc.record({ event: fc.constantFrom('A', 'B', 'C'), at: moment, properties });
	const changes = fc.array(fc.record({ at: moment, value: fc.oneof(scalar, number) }), { maxLength: 3 });
	return fc
		.record({
			attributes: fc.record(
				{
					plan: scalar,
					n: scalar,
					a: fc.record({ b: scalar }),
					date,
					dates: fc.array(date, { maxLength: 3 }),
					id: fc.string(),
				},
				{ requiredKeys: [] },
			),
			timezone: fc.option(zone),
			events: fc.array(event, { maxLength: 8 }),
			segments: fc.oneof(
				fc.constant(new Map<string, number>()),
				moment.map((since) => new Map([['vip', since]])),
			),
			plan: changes,
			n: changes,
			enteredAt: moment,
		})
		.map(({ attributes, timezone, plan, n, ...rest }) => ({
			...rest,
			attributes: { ...attributes, ...(timezone === null ? {} : { traits: { timezone } }) },
			changes: { plan: upTo(plan, attributes.plan), n: upTo(n, attributes.n) },
		}));
}

/** The last change is to the present value. */
function upTo(changes: readonly AttributeChange[], value: unknown): readonly AttributeChange[] {
	const sorted = changes.toSorted((a, b) => a.at - b.at);
	return sorted.map((change, index) => (index === sorted.length - 1 ? { ...change, value: value ?? null } : change));
}
