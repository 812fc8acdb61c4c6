import type { ConditionJson } from '../../core/condition/types.ts';
import { isObject } from './read-words.ts';

/**
 * A condition as rows that can be edited one by one. Leaves keep their JSON as it is, and groups how they were spelled, so
 * that reading a condition and writing it again changes nothing: what is not edited is never touched.
 */
export type Part = Group | Negation | Leaf | Raw;

/** All, any or none of its parts. `keys`: entries of one object, which mean all; `list`: `$and`, `$or` or `$nor`. */
export interface Group {
	readonly kind: 'group';
	readonly join: Join;
	readonly spelled: 'keys' | 'list';
	readonly parts: readonly Part[];
}

export type Join = 'all' | 'any' | 'none';

export interface Negation {
	readonly kind: 'not';
	readonly part: Part;
}

/** One entry of a condition: an attribute's path, or one of the operators that ask about a person, with its JSON. */
export interface Leaf {
	readonly kind: LeafKind;
	readonly key: string;
	readonly json: unknown;
}

export type LeafKind = 'attribute' | 'did' | 'sequence' | 'segment' | 'bucket';

/** A condition that rows cannot show: edited as JSON. */
export interface Raw {
	readonly kind: 'raw';
	readonly json: unknown;
}

const leafKinds: Readonly<Record<string, LeafKind>> = {
	$did: 'did',
	$sequence: 'sequence',
	$segment: 'segment',
	$bucket: 'bucket',
};
const joins: Readonly<Record<string, Join>> = { $and: 'all', $or: 'any', $nor: 'none' };
const operators: Readonly<Record<Join, string>> = { all: '$and', any: '$or', none: '$nor' };

/** Nobody reads rows that nest deeper, or more of them in one group. */
const deepest = 5;
const partsMax = 60;

/** The rows of a condition. Any JSON is taken, also what does not compile: it is a draft. */
export function readPart(json: unknown, depth = 0): Part {
	if (!isObject(json) || depth > deepest) return { kind: 'raw', json };
	const entries = Object.entries(json);
	const [only] = entries;
	if (only && entries.length === 1) return readEntry(only[0], only[1], depth);
	if (entries.length > partsMax) return { kind: 'raw', json };
	const parts = entries.map(([key, value]) => readEntry(key, value, depth + 1));
	return { kind: 'group', join: 'all', spelled: 'keys', parts };
}

function readEntry(key: string, json: unknown, depth: number): Part {
	const raw: Raw = { kind: 'raw', json: objectOf([[key, json]]) };
	if (depth > deepest) return raw;
	if (Object.hasOwn(joins, key)) {
		if (!Array.isArray(json) || json.length > partsMax) return raw;
		const parts = json.map((one) => readPart(one, depth + 1));
		return { kind: 'group', join: joins[key] ?? 'all', spelled: 'list', parts };
	}
	if (key === '$not') return isObject(json) ? { kind: 'not', part: readPart(json, depth + 1) } : raw;
	const kind = Object.hasOwn(leafKinds, key) ? leafKinds[key] : undefined;
	if (kind) return { kind, key, json };
	return key.startsWith('$') ? raw : { kind: 'attribute', key, json };
}

/** The JSON of rows. */
export function writePart(part: Part): unknown {
	switch (part.kind) {
		case 'raw':
			return part.json;
		case 'not':
			return { $not: writePart(part.part) };
		case 'group':
			return writeGroup(part);
		default:
			return objectOf([[part.key, part.json]]);
	}
}

function writeGroup(group: Group): unknown {
	const [only] = group.parts;
	if (!isList(group))
		return group.parts.length === 1 && only ? writePart(only) : objectOf(entriesOf(group.parts) ?? []);
	return { [operators[group.join]]: group.parts.map(writePart) };
}

/** Whether a group is written as a list: two parts that would be one entry cannot stand in one object. */
function isList({ join, spelled, parts }: Group): boolean {
	return join !== 'all' || spelled === 'list' || (parts.length > 1 && entriesOf(parts) === null);
}

/** The one entry that each part writes; null when one writes several, or two the same. */
function entriesOf(parts: readonly Part[]): [string, unknown][] | null {
	const entries: [string, unknown][] = [];
	for (const part of parts) {
		const json = writePart(part);
		const own = isObject(json) ? Object.entries(json) : [];
		const [entry] = own;
		if (!entry || own.length > 1 || entries.some(([key]) => key === entry[0])) return null;
		entries.push(entry);
	}
	return entries;
}

/** Also an entry named `__proto__` is one. */
function objectOf(entries: readonly (readonly [string, unknown])[]): ConditionJson {
	return Object.fromEntries(entries);
}

/** The rows of a whole condition: what is no group is the only part of one. */
export function asGroup(part: Part): Group {
	return part.kind === 'group' ? part : { kind: 'group', join: 'all', spelled: 'keys', parts: [part] };
}

/** Where a part stands in the condition's JSON, as refusals tell it. */
export interface Place {
	/** The object in which it is, or which it is: `$and[1]`; empty for the whole. */
	readonly object: string;
	/** What begins the paths of everything that it says: `$and[1]`, `traits.plan`. */
	readonly prefix: string;
}

/** Where the parts of a group stand, whose own object is at `path`. */
export function placesOf(group: Group, path: string): Place[] {
	if (!isList(group)) return group.parts.map((part) => ({ object: path, prefix: within(path, keyOf(part)) }));
	return group.parts.map((_, index) => {
		const object = `${within(path, operators[group.join])}[${index}]`;
		return { object, prefix: object };
	});
}

function keyOf(part: Part): string {
	const json = writePart(part);
	return isObject(json) ? (Object.keys(json)[0] ?? '') : '';
}

/** The path of `key` within `path`. */
export function within(path: string, key: string): string {
	return path === '' ? key : `${path}.${key}`;
}

/** Whether a refusal at `refused` concerns what stands at `path`. */
export function concerns(refused: string | undefined, path: string): boolean {
	if (refused === undefined) return false;
	return path === '' || refused === path || refused.startsWith(`${path}.`) || refused.startsWith(`${path}[`);
}
