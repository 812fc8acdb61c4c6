import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { type Segment, segmentById } from './storage.ts';

/** The segment of this id. Refuses with 404 when there is none. */
export async function existingSegment(env: Env, id: string): Promise<Segment> {
	const segment = await segmentById(env, id);
	if (!segment) throw new Refusal('segment-unknown', `There is no segment ${id.slice(0, 60)}.`, { status: 404 });
	return segment;
}
