import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { experiencesMentioning } from '../experiences/mentioning.ts';
import { journeysMentioning } from '../journeys/mentioning.ts';
import { listSegments } from '../segments/index.ts';

/** Refuses to delete a computed trait that a condition still reads, and names it: it would silently be nothing. */
export async function refuseInUse(env: Env, id: string): Promise<void> {
	const reads = (json: unknown) => readsComputed(json, `computed.${id}`);
	const [experiences, journeys, segments] = await Promise.all([
		experiencesMentioning(env, reads),
		journeysMentioning(env, reads),
		listSegments(env),
	]);
	const users = [
		...experiences.map((name) => `the experience “${name}”`),
		...journeys.map((name) => `the journey “${name}”`),
		...segments.filter(({ condition }) => reads(condition)).map(({ name }) => `the segment “${name}”`),
	];
	if (users.length === 0) return;
	throw new Refusal('computed-trait-in-use', `The computed trait is read by ${users.join(', ')}.`, {
		status: 409,
		hint: 'Change these first.',
	});
}

/** Whether any key within this JSON is the path, or leads into it. Does not recurse: conditions may nest deep. */
function readsComputed(json: unknown, path: string): boolean {
	const open: unknown[] = [json];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== 'object' || value === null) continue;
		for (const [key, inner] of Object.entries(value)) {
			if (key === path || key.startsWith(`${path}.`)) return true;
			open.push(inner);
		}
	}
	return false;
}
