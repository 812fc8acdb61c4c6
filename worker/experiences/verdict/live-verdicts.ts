import type { Edit } from '../../../core/edit/types.ts';
import type { CompiledRelease, Decision } from '../../../core/experience/index.ts';
import type { Env } from '../../env.ts';
import { type Snapshot, snapshot } from '../../snapshot.ts';
import type { Place } from '../place-edits.ts';
import { type CheckedEdit, placeElsewhere } from './check-experience.ts';
import { type StoredVerdicts, verdictsOf } from './storage.ts';

/** Where a decision's edits are made on a page, as far as they were checked. */
export type CheckedPlaces = (decision: Decision, edit: Edit) => Place | 'late' | undefined;

/** Of releases, by site and number. */
const kept = new Map<string, Snapshot<StoredVerdicts[]>>();
const mostKept = 1_000;

/**
 * What checks have found of a live release's edits, for one page. From isolate memory, at most
 * a few seconds old; never throws, and says nothing of what it does not know.
 */
export async function liveVerdicts(env: Env, { release }: CompiledRelease, url: string): Promise<CheckedPlaces> {
	const { siteId, number } = release;
	const key = `${siteId}:${number}`;
	const known = kept.get(key) ?? snapshot((from) => verdictsOf(from, siteId, number), { freshMs: 3_000 });
	if (kept.size >= mostKept) kept.clear();
	kept.set(key, known);
	const stored = await known.get(env).catch(() => []);
	const { pathname, search } = new URL(url);
	return ({ experienceId, variantId }, { id, selector }) => {
		const pages = stored.find((one) => one.experienceId === experienceId)?.pages ?? [];
		const isIt = (one: CheckedEdit) => one.variantId === variantId && one.editId === id && one.selector === selector;
		const here =
			pages.find((page) => page.path === `${pathname}${search}`) ?? pages.find((page) => page.path === pathname);
		const found = here?.edits.find(isIt);
		const elsewhere = pages.flatMap(({ edits }) => edits.filter(isIt));
		if ((found ? [found] : elsewhere).some(({ isLate }) => isLate)) return 'late';
		return found ? found.place : placeElsewhere(elsewhere);
	};
}

/** An edit that the browser waits with until the page is complete. */
export type LateEdit = Edit & { readonly late?: true };

/** Decisions without the edits that are off on the page, and with those marked that have to wait; one that has none left does not apply. */
export function withoutOff(decisions: readonly Decision[], placeOf: CheckedPlaces): Decision[] {
	return decisions.flatMap((decision) => {
		const edits = decision.edits.flatMap((edit): LateEdit[] => {
			const place = placeOf(decision, edit);
			if (place === 'off') return [];
			return [place === 'late' ? { ...edit, late: true } : edit];
		});
		const hasOther = decision.edits.length === 0 || Object.keys(decision.values).length > 0;
		return edits.length > 0 || hasOther ? [{ ...decision, edits }] : [];
	});
}

/** Forgets what is kept in memory: after a check in this isolate, and for tests. */
export function forgetVerdicts(): void {
	kept.clear();
}
