import type { Env } from '../env.ts';
import { snapshot } from '../snapshot.ts';
import { defaultKinds, type IdentityKind } from './identity-kinds.ts';

const kinds = snapshot(readKinds);

/** The workspace's kinds of identities, the weightiest first. From memory, at most a second old. */
export function kindsOf(env: Env): Promise<readonly IdentityKind[]> {
	return kinds.get(env);
}

/** Forget the kinds that this isolate holds: whoever changes one calls it. */
export function forgetKinds(): void {
	kinds.invalidate();
}

/** As stored now: what is set otherwise than by default, and the workspace's own. */
export async function readKinds(env: Env): Promise<readonly IdentityKind[]> {
	const { results } = await env.DB.prepare(
		'SELECT kind, trait, priority, max, joins FROM identity_kinds',
	).all<IdentityKind>();
	const set = new Map(results.map((row) => [row.kind, row]));
	const own = results.filter(({ kind }) => !defaultKinds.some((known) => known.kind === kind));
	return [...defaultKinds.map((known) => set.get(known.kind) ?? known), ...own].sort((a, b) => b.priority - a.priority);
}
