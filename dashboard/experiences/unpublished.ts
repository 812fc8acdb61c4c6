import type { Experience, Release } from '../../core/release/types.ts';

export interface Change {
	readonly experienceId: string;
	readonly name: string;
	readonly kind: 'added' | 'changed' | 'removed';
}

/**
 * What publishing now would change for visitors: live drafts against the active release. Drafts and paused experiences
 * count only when the release still shows them.
 */
export function unpublishedChanges(drafts: readonly Experience[], active: Release | null): Change[] {
	const released = new Map((active?.experiences ?? []).map((experience) => [experience.id, experience]));
	const live = drafts.filter(({ status }) => status === 'live');
	const liveIds = new Set(live.map(({ id }) => id));
	const added = live.filter(({ id }) => !released.has(id)).map(as('added'));
	const changed = live.filter((draft) => {
		const before = released.get(draft.id);
		return before !== undefined && content(before) !== content(draft);
	});
	const removed = [...released.values()].filter(({ id }) => !liveIds.has(id));
	return [...added, ...changed.map(as('changed')), ...removed.map(as('removed'))];
}

function as(kind: Change['kind']) {
	return ({ id, name }: Experience): Change => ({ experienceId: id, name, kind });
}

/** What visitors could notice, in one text that does not depend on the order of keys, nor on what older releases leave out. */
function content(experience: Experience): string {
	const { name, kind, audience, coverage, seed, priority } = experience;
	const { pages, schedule, variants, namespace = null, holdout = 0, prerequisites = [], bandit } = experience;
	return JSON.stringify(
		sorted({
			...{ name, kind, audience, coverage, seed, priority, namespace, holdout, prerequisites },
			pages: { condition: null, ...pages },
			schedule: { timeZone: null, ...schedule },
			bandit: kind === 'bandit' ? bandit : null,
			variants: variants.map((variant) => ({ values: {}, ...variant })),
		}),
	);
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, sorted(inner)]);
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
