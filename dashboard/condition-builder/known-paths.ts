import { pathOf } from '../computed/path-of.ts';
import type { ComputedTrait } from '../shapes/computed.ts';
import type { SeenPath } from '../shapes/vocabulary.ts';

/** What every person has, whether or not it was seen of anyone yet. */
const always: readonly (readonly [path: string, type: string, ...values: (string | boolean)[]])[] = [
	['traits.email', 'string'],
	['traits.name', 'string'],
	['userId', 'string'],
	['account.id', 'string'],
	['account.traits.name', 'string'],
	['account.traits.plan', 'string'],
	['account.traits.industry', 'string'],
	['account.traits.employees', 'number'],
	['account.members', 'number'],
	['account.lastSeenAt', 'number'],
	['geo.country', 'string'],
	['geo.region', 'string'],
	['geo.city', 'string'],
	['device.type', 'string', 'desktop', 'mobile', 'tablet'],
	['device.browser', 'string'],
	['device.os', 'string'],
	['utm.source', 'string'],
	['utm.medium', 'string'],
	['utm.name', 'string'],
	['timezone', 'string'],
	['consent.email', 'boolean'],
	['consent.analytics', 'boolean'],
	['consent.personalization', 'boolean'],
	['visit.pages', 'number'],
	['visit.events', 'number'],
	['visit.firstSeenAt', 'number'],
	['visit.lastSeenAt', 'number'],
	['visit.sessions', 'number'],
	['session.startedAt', 'number'],
	['session.pages', 'number'],
	['session.landing', 'string'],
	['firstTouch.at', 'number'],
	['firstTouch.path', 'string'],
	['firstTouch.referrerHost', 'string'],
	['firstTouch.utm.source', 'string'],
	['firstTouch.utm.name', 'string'],
	['lastTouch.at', 'number'],
	['lastTouch.referrerHost', 'string'],
	['lastTouch.utm.source', 'string'],
	['lastTouch.utm.name', 'string'],
];

/** What only a page has. */
export const pagePaths: readonly string[] = ['page.path', 'page.host', 'page.referrer'];

/** What only a visit to a page has: `page.query` and `cookie` go on with a name, `time` is by the schedule's clocks. */
export const visitPaths: readonly string[] = [
	...[
		'device.type',
		'device.browser',
		'device.os',
		'page.referrer',
		'page.query.',
		'cookie.',
		'page.path',
		'page.host',
	],
	...['utm.source', 'utm.medium', 'utm.name', 'geo.country', 'time.hour', 'time.weekday', 'time.clock', 'time.date'],
];

/** Attributes to suggest: those that were seen, the computed traits, then those that everyone has. */
export function knownPaths(
	seen: readonly SeenPath[],
	computed: readonly Pick<ComputedTrait, 'scope' | 'id'>[],
): SeenPath[] {
	const there = new Set(seen.map(({ path }) => path));
	const computedPaths = computed.map((trait) => [pathOf(trait), 'number'] as const);
	const others = [...computedPaths, ...always]
		.filter(([path]) => !there.has(path))
		.map(([path, type, ...values]) => ({
			...{ path, count: 0, types: [type] },
			values: values.map((value) => ({ value, count: 0 })),
		}));
	return [...seen, ...others];
}
