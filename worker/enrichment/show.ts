import type { Env } from '../env.ts';
import { allShards } from '../profiles/index.ts';
import type { EnrichmentRow, StandingRow } from './storage.ts';

type People = Record<string, number>;

/** How many people endpoints are, or were, asked about, by endpoint and by what became of it. */
export async function peopleByEnrichment(env: Env): Promise<Map<string, People>> {
	const answers = await Promise.all((await allShards(env)).map((shard) => shard.enrichmentCounts()));
	const people = new Map<string, People>();
	for (const { enrichmentId, outcome, count } of answers.flat()) {
		const own = people.get(enrichmentId) ?? {};
		people.set(enrichmentId, { ...own, [outcome]: (own[outcome] ?? 0) + count });
	}
	return people;
}

/** An endpoint as a teammate sees it: without secrets, with how it does. */
export function showEnrichment(row: EnrichmentRow, standing: StandingRow | undefined, people: People = {}) {
	const { id, name, url, headerNames, condition, sends, mapping, cacheSeconds, timeoutMs, callsPerMinute } = row;
	const {
		failingSince = null,
		nextTryAt = null,
		lastError = null,
		lastAnswerAt = null,
		problem = null,
	} = standing ?? {};
	const isOn = row.enabledAt !== null;
	return {
		...{ id, name, url, condition, sends, mapping, cacheSeconds, timeoutMs, callsPerMinute },
		enabled: isOn,
		headers: headerNames.map((header) => ({ name: header })),
		standing: {
			state: !isOn ? ('off' as const) : failingSince === null ? ('working' as const) : ('failing' as const),
			failingSince: instant(failingSince),
			nextTryAt: instant(nextTryAt),
			lastError: failingSince === null ? null : lastError,
			lastAnswerAt: instant(lastAnswerAt),
			problem,
			people,
		},
		updatedAt: new Date(row.updatedAt).toISOString(),
	};
}

function instant(ms: number | null): string | null {
	return ms === null ? null : new Date(ms).toISOString();
}
