import type { Explanation } from '../../core/condition/types.ts';

/** The parts that decide: of what does not hold those that are to blame, of what holds those that make it so. In words. */
export function reasonsOf({ path, matches, says, children }: Explanation): string[] {
	if (!children || children.length === 0) return [says];
	const only = children.length === 1 ? children[0] : undefined;
	const turnsRound = only ? only.matches !== matches : path.endsWith('$nor');
	const deciding = children.filter((child) => child.matches === (turnsRound ? !matches : matches));
	return deciding.length === 0 ? [says] : deciding.flatMap(reasonsOf);
}
