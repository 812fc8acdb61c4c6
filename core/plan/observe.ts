import { isBag } from '../event/bag.ts';
import type { Bag } from '../event/types.ts';
import { hasFormat } from './formats.ts';
import { isOwnEvent } from './own-events.ts';
import { isPropertyName } from './read-keyword.ts';
import { typeOf } from './type-of.ts';
import { type Format, formats, type JsonType, jsonTypes } from './types.ts';

/** How values at one place looked: how many there were of each type, and nothing of the values themselves. */
export interface Shape {
	readonly count: number;
	readonly types: Readonly<Partial<Record<JsonType, number>>>;
	/** Formats that all the text here had. */
	readonly formats: readonly Format[];
	/** Of the objects here; null when they had more different keys than a plan could list. */
	readonly properties: Readonly<Record<string, Shape>> | null;
	/** Of all that stood in the lists here; null when nothing did. */
	readonly items: Shape | null;
}

/** How the events of one name looked. */
export interface Observation {
	readonly name: string;
	readonly properties: Shape;
	/** Null when none carried traits. */
	readonly traits: Shape | null;
}

/** Observations that are kept, keys of an object, items of a list, and levels: what is seen is the visitors', so there is an end to it. */
const namesMax = 100;
const keysMax = 60;
const itemsMax = 20;
const levelsMax = 4;

/** An event, as far as it is looked at. */
export interface Seen {
	readonly event: string;
	readonly properties: Bag;
	readonly traits: Bag | null;
}

/** How these events looked, by name. Edgewise's own are left out: they need no plan. */
export function observe(events: Iterable<Seen>): readonly Observation[] {
	const byName = new Map<string, Observation>();
	for (const { event, properties, traits } of events) {
		if (isOwnEvent(event) || (byName.size >= namesMax && !byName.has(event))) continue;
		const one = { name: event, properties: shapeOf(properties, 1), traits: traits && shapeOf(traits, 1) };
		const known = byName.get(event);
		byName.set(event, known ? joinTwo(known, one) : one);
	}
	return [...byName.values()];
}

/** Observations of several places as one, those of most events first. */
export function joinObservations(several: readonly (readonly Observation[])[]): readonly Observation[] {
	const byName = new Map<string, Observation>();
	for (const one of several.flat()) {
		const known = byName.get(one.name);
		byName.set(one.name, known ? joinTwo(known, one) : one);
	}
	return [...byName.values()].sort((a, b) => b.properties.count - a.properties.count).slice(0, namesMax);
}

function joinTwo(a: Observation, b: Observation): Observation {
	return { name: a.name, properties: join(a.properties, b.properties), traits: joinOr(a.traits, b.traits) };
}

function shapeOf(value: unknown, level: number): Shape {
	const type = typeOf(value);
	return {
		count: 1,
		types: type === null ? {} : { [type]: 1 },
		formats: typeof value === 'string' ? formats.filter((format) => hasFormat(format, value)) : formats,
		properties: isBag(value) ? shapeOfKeys(value, level) : {},
		items: Array.isArray(value) && level < levelsMax ? shapeOfItems(value, level) : null,
	};
}

function shapeOfKeys(bag: Bag, level: number): Shape['properties'] {
	const entries = Object.entries(bag).filter(([key]) => isPropertyName(key));
	if (level >= levelsMax || entries.length > keysMax) return null;
	return Object.fromEntries(entries.map(([key, value]) => [key, shapeOf(value, level + 1)]));
}

function shapeOfItems(list: readonly unknown[], level: number): Shape | null {
	const shapes = list.slice(0, itemsMax).map((item) => shapeOf(item, level + 1));
	return shapes.reduce<Shape | null>(joinOr, null);
}

function joinOr(a: Shape | null, b: Shape | null): Shape | null {
	return a && b ? join(a, b) : (a ?? b);
}

function join(a: Shape, b: Shape): Shape {
	const types: Partial<Record<JsonType, number>> = { ...a.types };
	for (const type of typesOf(b)) types[type] = (types[type] ?? 0) + (b.types[type] ?? 0);
	return {
		count: a.count + b.count,
		types,
		formats: a.formats.filter((format) => b.formats.includes(format)),
		properties: joinKeys(a.properties, b.properties),
		items: joinOr(a.items, b.items),
	};
}

function joinKeys(a: Shape['properties'], b: Shape['properties']): Shape['properties'] {
	if (a === null || b === null) return null;
	const joined = new Map(Object.entries(a));
	for (const [key, shape] of Object.entries(b)) {
		const known = joined.get(key);
		joined.set(key, known ? join(known, shape) : shape);
	}
	return joined.size > keysMax ? null : Object.fromEntries(joined);
}

/** The types that were seen. */
export function typesOf({ types }: Shape): readonly JsonType[] {
	return jsonTypes.filter((type) => types[type] !== undefined);
}
