import { Refusal } from '../refusal.ts';
import { nearest } from './nearest.ts';

/** Refuses a condition at `path`, which points into its JSON: `$and[1].traits.plan.$foo`. */
export function refuse(path: string, message: string, hint?: string): never {
	throw new Refusal('condition-invalid', message, { path, ...(hint !== undefined && { hint }) });
}

/** The path of `key` within `path`. */
export function within(path: string, key: string): string {
	return path === '' ? key : `${path}.${key}`;
}

/** The path of the element at `index` within `path`. */
export function nth(path: string, index: number): string {
	return `${path}[${index}]`;
}

/** Refuses a field that an operator does not have, and tells the nearest one that it has. */
export function refuseUnknownKeys(json: object, known: readonly string[], path: string, operator: string): void {
	for (const name of Object.keys(json)) {
		if (known.includes(name)) continue;
		const meant = nearest(name, known);
		const hint = meant ? `Did you mean ${meant}?` : `It takes ${known.join(', ')}.`;
		refuse(within(path, name), `${operator} has no ${name.slice(0, 60)}.`, hint);
	}
}

/** Refuses what JSON cannot hold. */
export function refuseNotJson(): never {
	refuse('', 'The condition is not JSON.', 'Only objects, lists, text, numbers, true, false and null can stand in it.');
}
