import type { Env } from '../env.ts';
import { allShards } from '../profiles/index.ts';
import type { EnrichmentRow, StandingRow } from './storage.ts';

/** How many people, by what became of asking, and when the next of them is asked about, ms; null for never. */
export interface AskedPeople {
	readonly people: Readonly<Record<string, number>>;
	readonly nextAt: number | null;
}

const nobody: AskedPeople = { people: {}, nextAt: null };

/** How many people endpoints are, or were, asked about, by endpoint and by what became of it. */
export async function peopleByEnrichment(env: Env): Promise<Map<string, AskedPeople>> {
	const answers = await Promise.all((await allShards(env)).map((shard) => shard.enrichmentCounts()));
	const asked = new Map<string, AskedPeople>();
	for (const { enrichmentId, outcome, count, nextAt } of answers.flat()) {
		const own = asked.get(enrichmentId) ?? nobody;
		asked.set(enrichmentId, {
			people: { ...own.people, [outcome]: (own.people[outcome] ?? 0) + count },
			nextAt: nextAt === null ? own.nextAt : Math.min(nextAt, own.nextAt ?? nextAt),
		});
	}
	return asked;
}

/** An endpoint as a teammate sees it: without secrets, with how it does. */
export function showEnrichment(row: EnrichmentRow, standing: StandingRow | undefined, { people, nextAt } = nobody) {
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
			nextTryAt: instant(failingSince === null ? nextTryAt : (nextTryAt ?? nextAt)),
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
