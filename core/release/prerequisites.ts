import type { Experience } from './types.ts';

/** The experiences by which one needs itself, beginning and ending with it; null when it does not. */
export function circleOf(experience: Experience, others: readonly Experience[]): Experience[] | null {
	const byId = new Map(others.map((one) => [one.id, one]));
	const seen = new Set<string>();
	const search = (one: Experience, way: readonly Experience[]): Experience[] | null => {
		for (const { experienceId } of one.prerequisites ?? []) {
			const next = byId.get(experienceId);
			if (!next) continue;
			if (next.id === experience.id) return [...way, next];
			if (seen.has(next.id)) continue;
			seen.add(next.id);
			const found = search(next, [...way, next]);
			if (found) return found;
		}
		return null;
	};
	return search(experience, [experience]);
}
