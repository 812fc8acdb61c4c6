import type { Env } from '../env.ts';
import { refuseMentioned } from '../segments/index.ts';
import type { ComputedTrait } from './storage.ts';

/** Refuses to delete a computed trait that a condition still reads, and names it: it would silently be nothing. */
export async function refuseInUse(env: Env, { id, scope }: Pick<ComputedTrait, 'id' | 'scope'>): Promise<void> {
	const paths = scope === 'account' ? [`account.computed.${id}`] : [`computed.${id}`, `scores.${id}`];
	const reads = (json: unknown) => paths.some((path) => readsComputed(json, path));
	await refuseMentioned(env, reads, { code: 'computed-trait-in-use', what: 'The computed trait is read' });
}

/** Whether any key within this JSON is the path, or leads into it, or a `$bucket` parts people by it. Does not recurse: conditions may nest deep. */
function readsComputed(json: unknown, path: string): boolean {
	const open: unknown[] = [json];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== 'object' || value === null) continue;
		for (const [key, inner] of Object.entries(value)) {
			const read = key === 'attribute' && typeof inner === 'string' ? inner : key;
			if (read === path || read.startsWith(`${path}.`)) return true;
			open.push(inner);
		}
	}
	return false;
}
