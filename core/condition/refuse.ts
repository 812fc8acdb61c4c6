import { Refusal } from '../refusal.ts';

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
