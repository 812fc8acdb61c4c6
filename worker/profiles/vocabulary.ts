import { profileAttributes } from './attributes.ts';
import type { StoredEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** How often a value was seen. Only short ones are told, and only those of several people or events: nobody's e-mail address. */
export interface SeenValue {
	readonly value: string | number | boolean;
	readonly count: number;
}

/** What stands at a dot path, in how many places, and as what. */
export interface SeenPath {
	readonly path: string;
	readonly count: number;
	readonly types: readonly string[];
	readonly values: readonly SeenValue[];
}

/** Names, properties and values that conditions can ask about, from who was here last. */
export interface Vocabulary {
	readonly events: readonly { readonly name: string; readonly count: number; readonly paths: readonly SeenPath[] }[];
	readonly attributes: readonly SeenPath[];
}

/** Events and people that one shard looks at. */
const eventsMax = 500;
const peopleMax = 300;
/** What is told: what visitors send has no end. */
const namesMax = 100;
const pathsMax = 120;
const valuesMax = 20;
const valuesWatched = 200;
const textMax = 60;
const levelsMax = 3;

/** What a shard's newest events, and the people who are in them, look like. */
export function vocabularyOf(tables: Tables): Vocabulary {
	const recent = tables.batches.arrivedLast(eventsMax);
	const events = new Map<string, PathTally>();
	for (const event of recent) tallyFor(events, event.e)?.add(conditionsSee(event));
	const attributes = new PathTally();
	for (const id of tables.profiles.lately(peopleMax)) {
		const profile = tables.profiles.read(id);
		if (profile) attributes.add(profileAttributes(profile, tables.accountCopies.read(profile.accountId)));
	}
	return {
		events: [...events].map(([name, tally]) => ({ name, count: tally.count, paths: tally.paths() })),
		attributes: attributes.paths(),
	};
}

/** Vocabularies of several shards as one, what is most frequent first. */
export function joinVocabularies(several: readonly Vocabulary[]): Vocabulary {
	const events = new Map<string, { count: number; paths: (readonly SeenPath[])[] }>();
	for (const { name, count, paths } of several.flatMap((one) => one.events)) {
		const known = events.get(name) ?? { count: 0, paths: [] };
		known.paths.push(paths);
		events.set(name, { count: known.count + count, paths: known.paths });
	}
	return {
		events: [...events]
			.map(([name, { count, paths }]) => ({ name, count, paths: joinPaths(paths) }))
			.sort((a, b) => b.count - a.count)
			.slice(0, namesMax),
		attributes: joinPaths(several.map((one) => one.attributes)),
	};
}

function joinPaths(several: readonly (readonly SeenPath[])[]): SeenPath[] {
	const joined = new Map<string, { count: number; types: Set<string>; values: Map<SeenValue['value'], number> }>();
	for (const { path, count, types, values } of several.flat()) {
		const known = joined.get(path) ?? { count: 0, types: new Set(), values: new Map() };
		known.count += count;
		for (const type of types) known.types.add(type);
		for (const { value, count: seen } of values) known.values.set(value, (known.values.get(value) ?? 0) + seen);
		joined.set(path, known);
	}
	return [...joined]
		.map(([path, { count, types, values }]) => ({ path, count, types: [...types], values: frequent(values) }))
		.sort((a, b) => b.count - a.count)
		.slice(0, pathsMax);
}

function frequent(values: ReadonlyMap<SeenValue['value'], number>): SeenValue[] {
	return [...values]
		.map(([value, count]) => ({ value, count }))
		.sort((a, b) => b.count - a.count)
		.slice(0, valuesMax);
}

function tallyFor(tallies: Map<string, PathTally>, name: string): PathTally | undefined {
	if (!tallies.has(name) && tallies.size < namesMax) tallies.set(name, new PathTally());
	return tallies.get(name);
}

function conditionsSee({ p, c }: StoredEvent): object {
	return { properties: p, context: c };
}

/** Counts what stands at each path of many objects. */
class PathTally {
	count = 0;
	readonly #paths = new Map<string, { count: number; types: Set<string>; values: Map<SeenValue['value'], number> }>();

	add(object: object): void {
		this.count++;
		this.#walk(object, '', 0);
	}

	paths(): SeenPath[] {
		return [...this.#paths].map(([path, { count, types, values }]) => ({
			path,
			count,
			types: [...types],
			values: frequent(new Map([...values].filter(([, seen]) => seen > 1))),
		}));
	}

	#walk(object: object, prefix: string, level: number): void {
		for (const [key, value] of Object.entries(object)) {
			if (key === '' || key.includes('.') || key.startsWith('$') || value === null || value === undefined) continue;
			const path = prefix + key;
			if (typeof value === 'object' && !Array.isArray(value)) {
				if (level < levelsMax) this.#walk(value, `${path}.`, level + 1);
			} else this.#note(path, value);
		}
	}

	#note(path: string, value: unknown): void {
		const known = this.#paths.get(path) ?? { count: 0, types: new Set(), values: new Map() };
		if (known.count === 0 && this.#paths.size >= pathsMax) return;
		this.#paths.set(path, known);
		known.count++;
		known.types.add(Array.isArray(value) ? 'array' : typeof value);
		for (const one of Array.isArray(value) ? value.slice(0, valuesMax) : [value]) {
			if (!isTellable(one) || (known.values.size >= valuesWatched && !known.values.has(one))) continue;
			known.values.set(one, (known.values.get(one) ?? 0) + 1);
		}
	}
}

function isTellable(value: unknown): value is SeenValue['value'] {
	if (typeof value === 'string') return value !== '' && value.length <= textMax;
	return typeof value === 'number' || typeof value === 'boolean';
}
