import type { Journey } from '../../core/journey/types.ts';
import type { Env } from '../env.ts';
import { listJourneys } from './storage.ts';

/** Names of the journeys, in their newest versions, of which `mentions` is true. */
export async function journeysMentioning(env: Env, mentions: (journey: Journey) => boolean): Promise<string[]> {
	return (await listJourneys(env)).filter(({ journey }) => mentions(journey)).map(({ journey }) => journey.name);
}
