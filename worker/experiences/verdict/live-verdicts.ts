import type { Edit } from '../../../core/edit/types.ts';
import type { CompiledRelease, Decision } from '../../../core/experience/index.ts';
import type { Env } from '../../env.ts';
import { type Snapshot, snapshot } from '../../snapshot.ts';
import type { Place } from '../place-edits.ts';
import { type CheckedEdit, foundElsewhere, placeElsewhere } from './check-experience.ts';
import { type StoredVerdicts, verdictsOf } from './storage.ts';

/** What checks have found of a release's edits, for one page. */
export interface CheckedPlaces {
	/** Where a decision's edit is made; undefined for one that was checked nowhere. */
	placeOf(decision: Pick<Decision, 'experienceId' | 'variantId'>, edit: Edit): Place | 'late' | undefined;
	/** The selector by which an edit finds its element here: its own, unless the element was found again by another. */
	selectorOf(decision: Pick<Decision, 'experienceId' | 'variantId'>, edit: Edit): string;
}

/** For what was checked nowhere. */
export const uncheckedPlaces: CheckedPlaces = { placeOf: () => undefined, selectorOf: (_, { selector }) => selector };

/** Of releases, by site and number. */
const kept = new Map<string, Snapshot<StoredVerdicts[]>>();
const mostKept = 1_000;

/**
 * What checks have found of a live release's edits, for this page. From isolate memory, at most
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
	/** On the page itself, if it was looked at, else on the others. */
	const find = (decision: Parameters<CheckedPlaces['placeOf']>[0], { id, selector }: Edit) => {
		const { experienceId, variantId } = decision;
		const pages = stored.find((one) => one.experienceId === experienceId)?.pages ?? [];
		const isIt = (one: CheckedEdit) =>
			one.variantId === variantId && one.editId === id && (one.selector === selector || one.foundAt === selector);
		const here =
			pages.find((page) => page.path === `${pathname}${search}`) ?? pages.find((page) => page.path === pathname);
		const found = here?.edits.find(isIt);
		return { found, elsewhere: found ? [] : pages.flatMap(({ edits }) => edits.filter(isIt)) };
	};
	return {
		placeOf(decision, edit) {
			const { found, elsewhere } = find(decision, edit);
			if ((found ? [found] : elsewhere).some(({ isLate }) => isLate)) return 'late';
			return found ? found.place : placeElsewhere(elsewhere);
		},
		selectorOf(decision, edit) {
			const { found, elsewhere } = find(decision, edit);
			return (found ? found.foundAt : foundElsewhere(elsewhere)) ?? edit.selector;
		},
	};
}

/** An edit that the browser waits with until the page is complete. */
export type LateEdit = Edit & { readonly late?: true };

/**
 * Decisions without the edits that are off on the page, with those marked that have to wait, and with the selectors that find their elements
 * there; one that has no edit left does not apply.
 */
export function onThisPage(decisions: readonly Decision[], places: CheckedPlaces): Decision[] {
	return decisions.flatMap((decision) => {
		const edits = decision.edits.flatMap((edit): LateEdit[] => {
			const place = places.placeOf(decision, edit);
			if (place === 'off') return [];
			const selector = places.selectorOf(decision, edit);
			const here = selector === edit.selector || edit.selector === '' ? edit : { ...edit, selector };
			return [place === 'late' ? { ...here, late: true } : here];
		});
		const hasOther = decision.edits.length === 0 || Object.keys(decision.values).length > 0;
		return edits.length > 0 || hasOther ? [{ ...decision, edits }] : [];
	});
}

/** Forgets what is kept in memory: after a check in this isolate, and for tests. */
export function forgetVerdicts(): void {
	kept.clear();
}
