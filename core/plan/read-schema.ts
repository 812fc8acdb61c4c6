import { nearest } from '../condition/nearest.ts';
import { isBag } from '../event/bag.ts';
import type { Bag } from '../event/types.ts';
import { depthMax, propertiesMax } from './limits.ts';
import { choices, count, format, names, number, pattern, propertyName, scalar, text, types } from './read-keyword.ts';
import { refusePlan } from './refuse.ts';
import { sayTypes } from './type-of.ts';
import type { JsonType, Schema } from './types.ts';

/** Each keyword, and the types that it speaks of; null: of all, or of none. */
export const keywords: Readonly<Record<keyof Schema, readonly JsonType[] | null>> = {
	title: null,
	description: null,
	type: null,
	enum: null,
	const: null,
	minLength: ['string'],
	maxLength: ['string'],
	pattern: ['string'],
	format: ['string'],
	minimum: ['number', 'integer'],
	maximum: ['number', 'integer'],
	exclusiveMinimum: ['number', 'integer'],
	exclusiveMaximum: ['number', 'integer'],
	items: ['array'],
	minItems: ['array'],
	maxItems: ['array'],
	properties: ['object'],
	required: ['object'],
	additionalProperties: ['object'],
};

type Read<T> = (value: unknown, path: string) => T;

/**
 * Reads one schema of a plan. Refuses, with path and hint, unknown keywords, keywords with values of the wrong kind, those that
 * say nothing of the type they stand by, patterns that do not compile or could run away, and limits that nothing can meet.
 */
export function readSchema(json: unknown, path: string, depth = 1): Schema {
	if (!isBag(json)) refusePlan(path, 'A rule is an object.', 'Write it like { "type": "string" }.');
	if (depth > depthMax) refusePlan(path, `Rules nest deeper than ${depthMax} levels.`, 'Events do not nest deeper.');
	for (const keyword of Object.keys(json)) refuseUnknown(keyword, path);
	const one = <K extends keyof Schema, T>(keyword: K, read: Read<T>) => readOne(json, path, keyword, read);
	const schema: Schema = {
		...one('title', text),
		...one('description', text),
		...one('type', types),
		...one('enum', choices),
		...one('const', scalar),
		...one('minLength', count),
		...one('maxLength', count),
		...one('pattern', pattern),
		...one('format', format),
		...one('minimum', number),
		...one('maximum', number),
		...one('exclusiveMinimum', number),
		...one('exclusiveMaximum', number),
		...one('items', (value, at) => readSchema(value, at, depth + 1)),
		...one('minItems', count),
		...one('maxItems', count),
		...one('properties', (value, at) => readProperties(value, at, depth)),
		...one('required', names),
		...one('additionalProperties', (value, at) =>
			typeof value === 'boolean' ? value : readSchema(value, at, depth + 1),
		),
	};
	refuseIdle(schema, path);
	refuseImpossible(schema, path);
	return schema;
}

/** `{ [keyword]: value }`, or `{}` where the keyword is not given. */
function readOne<K extends string, T>(json: Bag, path: string, keyword: K, read: Read<T>): { readonly [P in K]?: T } {
	if (!Object.hasOwn(json, keyword)) return {};
	const one: { [P in K]?: T } = {};
	one[keyword] = read(json[keyword], `${path}.${keyword}`);
	return one;
}

function refuseUnknown(keyword: string, path: string): void {
	if (Object.hasOwn(keywords, keyword)) return;
	const meant = nearest(keyword, Object.keys(keywords));
	const known = `The keywords are ${Object.keys(keywords).join(', ')}.`;
	const hint = meant === null ? known : `Do you mean ${meant}? ${known}`;
	refusePlan(`${path}.${keyword.slice(0, 80)}`, `Plans do not know the keyword ${keyword.slice(0, 80)}.`, hint);
}

/** A rule that could never be broken is a mistake, or hides one. */
function refuseIdle(schema: Schema, path: string): void {
	const stated = statedTypes(schema);
	if (stated === null) return;
	for (const [keyword, about] of Object.entries(keywords)) {
		if (!Object.hasOwn(schema, keyword) || about === null || about.some((type) => stated.includes(type))) continue;
		const message = `${keyword} says nothing of ${sayTypes(stated)}.`;
		refusePlan(`${path}.${keyword}`, message, `Take it away, or let the type be ${sayTypes(about)}.`);
	}
}

function refuseImpossible(schema: Schema, path: string): void {
	const pairs = [
		['minLength', 'maxLength'],
		['minItems', 'maxItems'],
		['minimum', 'maximum'],
	] as const;
	for (const [least, most] of pairs) {
		if ((schema[least] ?? Number.NEGATIVE_INFINITY) <= (schema[most] ?? Number.POSITIVE_INFINITY)) continue;
		refusePlan(`${path}.${least}`, `${least} is more than ${most}: no value could meet both.`, `Exchange them?`);
	}
}

/** The types that a schema allows; null when it does not say. */
export function statedTypes({ type }: Schema): readonly JsonType[] | null {
	if (type === undefined) return null;
	return typeof type === 'string' ? [type] : type;
}

function readProperties(value: unknown, path: string, depth: number): Readonly<Record<string, Schema>> {
	if (!isBag(value)) refusePlan(path, 'It is not an object.', 'Write { "name": { … its rule … } }.');
	const entries = Object.entries(value);
	if (entries.length > propertiesMax) {
		refusePlan(path, `An object has at most ${propertiesMax} properties here.`, 'Use additionalProperties for maps.');
	}
	return Object.fromEntries(
		entries.map(([name, schema]) => [propertyName(name, path), readSchema(schema, `${path}.${name}`, depth + 1)]),
	);
}
