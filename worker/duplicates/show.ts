import type { Env } from '../env.ts';
import { showProfiles } from '../profiles/show-profiles.ts';
import { judgePairs } from './evidence.ts';
import type { Judgement } from './judge.ts';
import type { DuplicateRow } from './storage.ts';

type Summary = Awaited<ReturnType<typeof showProfiles>>[number];

/** Two people who probably are one, as a teammate sees them. Moments are ISO instants. */
export interface ShownDuplicate extends Judgement {
	readonly id: string;
	readonly state: DuplicateRow['state'];
	readonly people: readonly [Summary, Summary];
	readonly foundAt: string;
	readonly decidedAt: string | null;
	readonly decidedBy: string | null;
}

/** Proposals with their people, judged as of now; those of whom nothing speaks for one person any more are left out. */
export async function showDuplicates(env: Env, rows: readonly DuplicateRow[]): Promise<ShownDuplicate[]> {
	const ids = [...new Set(rows.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
	const [judged, profiles] = await Promise.all([judgePairs(env, rows), showProfiles(env, ids)]);
	const people = new Map(profiles.map((profile) => [profile.id, profile]));
	return rows.flatMap((row) => {
		const [judgement, one, other] = [judged.get(row), people.get(row.oneId), people.get(row.otherId)];
		if (!judgement || !one || !other) return [];
		const { id, state, foundAt, decidedAt, decidedBy } = row;
		const moments = { foundAt: instant(foundAt), decidedAt: decidedAt === null ? null : instant(decidedAt) };
		return [{ id, state, ...judgement, people: [one, other], ...moments, decidedBy }];
	});
}

function instant(ms: number): string {
	return new Date(ms).toISOString();
}
