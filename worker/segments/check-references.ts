import { Refusal } from '../../core/refusal.ts';
import { mentionedSegments, segmentMentions } from './mentions.ts';
import type { Segment } from './storage.ts';

type Named = Pick<Segment, 'id' | 'name' | 'condition'>;

/**
 * Refuses JSON (a condition, or whatever holds conditions) that speaks of segments that do not exist.
 * @param path where it stands in the caller's input; the refusal's path leads on from there
 */
export function checkReferences(json: unknown, known: readonly Pick<Segment, 'id'>[], path: string): void {
	for (const mention of segmentMentions(json)) {
		if (known.some(({ id }) => id === mention.id)) continue;
		throw new Refusal('segment-unknown', `There is no segment ${mention.id.slice(0, 60)}.`, {
			path: `${path}.${mention.path}`,
			hint: 'GET /api/segments lists the ids. Make the segment first.',
		});
	}
}

/** Refuses a segment that would be decided by itself, and names the way round: "vip → gold → vip". */
export function refuseCycle(segment: Named, others: readonly Named[]): void {
	const byId = new Map([...others, segment].map((one) => [one.id, one]));
	const way = wayTo(segment.id, segment.id, byId, new Set());
	if (!way) return;
	const names = way.map((id) => byId.get(id)?.name ?? id);
	const closing = segmentMentions(segment.condition).find(({ id }) => id === way[1]);
	throw new Refusal('segment-cycle', `The segment would be decided by itself: ${names.join(' → ')}.`, {
		path: closing ? `condition.${closing.path}` : 'condition',
		hint: 'Take one of these references out.',
	});
}

/** Ids from `from` to `target` along references, both ends included; null when there is no way. */
function wayTo(
	from: string,
	target: string,
	byId: ReadonlyMap<string, Named>,
	seen: Set<string>,
): readonly string[] | null {
	if (seen.has(from)) return null;
	seen.add(from);
	for (const next of mentionedSegments(byId.get(from)?.condition)) {
		if (next === target) return [from, target];
		const rest = wayTo(next, target, byId, seen);
		if (rest) return [from, ...rest];
	}
	return null;
}
