import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { experiencesMentioning } from '../experiences/mentioning.ts';
import { journeysMentioning } from '../journeys/mentioning.ts';
import { mentionedSegments } from './mentions.ts';
import { listSegments } from './storage.ts';

/** Refuses to delete a segment that something still asks about, and names it: it would silently match nobody. */
export async function refuseInUse(env: Env, segmentId: string): Promise<void> {
	const mentions = (json: unknown) => mentionedSegments(json).has(segmentId);
	const [experiences, journeys, segments] = await Promise.all([
		experiencesMentioning(env, mentions),
		journeysMentioning(env, mentions),
		listSegments(env),
	]);
	const users = [
		...experiences.map((name) => `the experience “${name}”`),
		...journeys.map((name) => `the journey “${name}”`),
		...segments.filter(({ condition }) => mentions(condition)).map(({ name }) => `the segment “${name}”`),
	];
	if (users.length === 0) return;
	throw new Refusal('segment-in-use', `The segment is used by ${users.join(', ')}.`, {
		status: 409,
		hint: 'Change these first.',
	});
}
