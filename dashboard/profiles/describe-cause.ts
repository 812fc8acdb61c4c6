import type { Merge } from '../shapes/profiles.ts';

/** Why two profiles are, or seemed to be, one person. */
export function describeCause({ kind, value }: Merge['cause']): string {
	return kind === 'teammate' ? `By ${value}` : `Both have the ${kind} ${value}`;
}
