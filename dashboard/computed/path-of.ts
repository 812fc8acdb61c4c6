import type { ComputedTrait } from '../shapes/computed.ts';

/** What conditions and templates read a computed trait as. */
export function pathOf({ scope, id }: Pick<ComputedTrait, 'scope' | 'id'>): string {
	return scope === 'account' ? `account.computed.${id}` : `computed.${id}`;
}
