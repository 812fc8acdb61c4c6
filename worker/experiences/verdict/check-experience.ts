import type { Experience } from '../../../core/release/types.ts';
import type { Site } from '../../sites/index.ts';
import type { Place } from '../place-edits.ts';
import { judgePage, type Verdict } from './judge-page.ts';
import { pagesToCheck } from './pages-to-check.ts';
import { type PageRead, readPage } from './read-page.ts';

/** What was found of one edit on one page. */
export interface CheckedEdit extends Verdict {
	readonly variantId: string;
	readonly editId: string;
	readonly selector: string;
	/** The element has been there at some check, with this selector: if it is not any more, it has vanished. */
	readonly wasFound: boolean;
}

export interface CheckedPage {
	/** With its query. */
	readonly path: string;
	/** Why it could not be looked at; null when it was. */
	readonly problem: string | null;
	readonly edits: readonly CheckedEdit[];
}

/** How pages are had; each only once in a round of checks. */
export type ReadPage = (path: string) => Promise<PageRead>;

/** Reads each page of a site once. */
export function pageReader(site: Site): ReadPage {
	const read = new Map<string, Promise<PageRead>>();
	return (path) => {
		const reading = read.get(path) ?? readPage(site, path);
		read.set(path, reading);
		return reading;
	};
}

/**
 * Checks all edits of an experience on its pages. An edit whose element was there before and is not any more, or is there
 * several times, is off on that page.
 * @param before what was found the last time
 * @param seen paths of pages that people have seen
 */
export async function checkExperience(
	experience: Experience,
	site: Site,
	read: ReadPage,
	before: readonly CheckedPage[],
	seen: readonly string[],
): Promise<CheckedPage[]> {
	if (experience.variants.every(({ edits }) => edits.length === 0)) return [];
	const paths = pagesToCheck(experience, site.hostnames, seen);
	return Promise.all(paths.map((path) => checkPage(experience, path, read, before)));
}

async function checkPage(
	experience: Experience,
	path: string,
	read: ReadPage,
	before: readonly CheckedPage[],
): Promise<CheckedPage> {
	const page = await read(path);
	const last = before.find((one) => one.path === path)?.edits ?? [];
	// What was known stays known while the page cannot be looked at.
	if ('problem' in page) return { path, problem: page.problem, edits: last };
	const edits: CheckedEdit[] = [];
	for (const { id: variantId, edits: all } of experience.variants) {
		for (const [{ id: editId, selector }, verdict] of await judgePage(page, all)) {
			const wasFound = last.some((one) => one.editId === editId && one.selector === selector && one.wasFound);
			edits.push({ variantId, editId, selector, ...withPast(verdict, wasFound) });
		}
	}
	return { path, problem: null, edits };
}

function withPast(verdict: Verdict, wasFound: boolean): Verdict & { readonly wasFound: boolean } {
	if (verdict.found === 'no' && wasFound) {
		return { place: 'off', reason: 'The element is not on the page any more.', found: 'no', wasFound };
	}
	return { ...verdict, wasFound: wasFound || verdict.found === 'once' };
}

/** By which selector an element is found on pages that were not checked: by another than its own where all that were checked say the same one. */
export function foundElsewhere(found: readonly Verdict[]): string | undefined {
	const [first, ...others] = new Set(found.filter((one) => one.found !== 'no').map(({ foundAt }) => foundAt));
	return others.length === 0 ? first : undefined;
}

/**
 * Where an edit is made on pages that were not checked, by what was found on those that were: nowhere when it is off on all of
 * them, in the browser when it has to be on any; undefined when no page says anything.
 */
export function placeElsewhere(found: readonly Verdict[]): Place | undefined {
	const telling = found.filter((one) => one.found !== 'no' || one.place === 'off');
	if (telling.length === 0) return undefined;
	if (telling.every(({ place }) => place === 'off')) return 'off';
	// An element that is found by one selector here and by another there is for whoever sees the whole page.
	const isAlike = telling.every(({ foundAt }) => foundAt === telling[0]?.foundAt);
	return isAlike && telling.every(({ place }) => place === 'edge') ? 'edge' : 'browser';
}
