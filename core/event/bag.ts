import { Refusal } from '../refusal.ts';
import { maxDepth, objectMaxKeys } from './limits.ts';
import type { Bag } from './types.ts';

/** Whether a value is an object as JSON makes them: no array, no class instance. */
export function isBag(value: unknown): value is Bag {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * A safe copy of what a visitor sent under `path`; null and undefined are an absent bag.
 * Refuses what is no plain object, too many keys, deep nesting and keys that reach into prototypes.
 */
export function copyBag(value: unknown, path: string): Bag | null {
	if (value === undefined || value === null) return null;
	if (!isBag(value)) {
		throw new Refusal('event-shape', `${path} is not an object.`, { path, hint: `Send ${path} as a JSON object.` });
	}
	return copyObject(value, path, 1);
}

function copyObject(source: Bag, path: string, depth: number): Bag {
	if (depth > maxDepth) {
		throw new Refusal('event-depth', `The event nests deeper than ${maxDepth} levels.`, {
			path,
			hint: 'Flatten it, or send the part that matters.',
		});
	}
	const keys = Object.keys(source);
	if (keys.length > objectMaxKeys) {
		throw new Refusal('event-keys', `${path} has ${keys.length} keys; at most ${objectMaxKeys} are kept.`, {
			path,
			hint: 'Send one event for each thing that happened, not one key for each.',
		});
	}
	const copy: Record<string, unknown> = {};
	for (const key of keys) {
		refusePrototypeKey(key, path);
		const value = copyValue(source[key], path, key, depth);
		if (value !== undefined) copy[key.toWellFormed()] = value;
	}
	return copy;
}

/** `undefined` is dropped and NaN becomes null, as JSON does. Paths are built on the way down only: most values are leaves. */
function copyValue(value: unknown, path: string, key: string | number, depth: number): unknown {
	switch (typeof value) {
		case 'string':
			return value.toWellFormed();
		case 'boolean':
		case 'undefined':
			return value;
		case 'number':
			return Number.isFinite(value) ? value : null;
	}
	if (value === null) return null;
	const inner = joinPath(path, key);
	if (Array.isArray(value)) return copyArray(value, inner, depth + 1);
	if (isBag(value)) return copyObject(value, inner, depth + 1);
	throw new Refusal('event-value', `${inner} is not a JSON value.`, { path: inner });
}

function copyArray(source: readonly unknown[], path: string, depth: number): unknown[] {
	if (depth > maxDepth) {
		throw new Refusal('event-depth', `The event nests deeper than ${maxDepth} levels.`, { path });
	}
	return Array.from(source, (value, index) => copyValue(value, path, index, depth) ?? null);
}

/** Whether a key reaches into what all objects inherit: no event may have one, by whatever way it came about. */
export function isPrototypeKey(key: string): boolean {
	return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

/** Such a key is never data: whoever sends it tries to change what our objects inherit. */
function refusePrototypeKey(key: string, path: string): void {
	if (!isPrototypeKey(key)) return;
	throw new Refusal('event-key', `The key ${key} is not allowed.`, {
		path: joinPath(path, key),
		hint: 'Rename the key.',
	});
}

/** Keys are the sender's: a path never repeats more of one than a person wants to read. */
function joinPath(path: string, key: string | number): string {
	return `${path}.${typeof key === 'number' ? key : key.slice(0, 80).toWellFormed()}`;
}
