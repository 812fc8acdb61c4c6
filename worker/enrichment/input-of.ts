import { digest } from '../../core/hash/digest.ts';
import type { Enrichment, Input, Sends } from './types.ts';

/** What is sent of somebody; null when nothing of it is known. In the order of the settings, so that the same is the same. */
export function inputOf(
	{ traits, identities }: Sends,
	known: Readonly<Record<string, unknown>>,
	identitiesOf: Readonly<Record<string, readonly string[]>>,
): Input | null {
	const said = traits.flatMap((trait) => {
		const value = Object.hasOwn(known, trait) ? known[trait] : undefined;
		return value === undefined || value === null || value === '' ? [] : [[trait, value] as const];
	});
	const found = identities.flatMap((kind) => {
		const values = Object.hasOwn(identitiesOf, kind) ? (identitiesOf[kind] ?? []) : [];
		return values.length === 0 ? [] : [[kind, values.toSorted()] as const];
	});
	if (said.length === 0 && found.length === 0) return null;
	return { traits: Object.fromEntries(said), identities: Object.fromEntries(found) };
}

/** Changes when the answer to the same input could be another one, or become other traits. */
export function meaningOf({ id, url, sends, mapping }: Pick<Enrichment, 'id' | 'url' | 'sends' | 'mapping'>): string {
	return digest(JSON.stringify([id, url, sends, mapping])).slice(0, 16);
}
