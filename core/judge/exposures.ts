import type { EventHistory } from '../condition/index.ts';
import { compilePages, readPage } from '../experience/page.ts';
import { holdoutId, type PageRule } from '../release/types.ts';

/** The event that tells that somebody saw a variant. */
export const exposureEvent = 'Experience Viewed';
const viewEvent = 'Page Viewed';

/** One person's seeing a variant. */
export interface Exposure {
	readonly atMs: number;
	readonly variantId: string;
	/** The edge sent it, and no browser told that it showed it. */
	readonly edgeOnly: boolean;
}

/**
 * What counts as seeing: an experience's exposures, of the variants that it has; or, before there is one, views of the pages
 * that it would be on, all as one variant of the id `pages`.
 */
export type Seen =
	| {
			readonly experienceId: string;
			readonly variantIds: readonly string[];
			/** All variants count as one, beside the people who are held out. */
			readonly isPooled?: boolean;
	  }
	| { readonly pages: PageRule; readonly hostnames: readonly string[] };

export type FindExposures = (history: EventHistory, fromMs: number, toMs: number) => readonly Exposure[];

/** The variant that pages are counted as. */
export const pagesVariant = 'pages';
/** The variant that pooled variants are counted as. */
export const shownVariant = 'shown';

/** The event by which it is known, and how it is found in a person's history, oldest first. */
export function compileSeen(seen: Seen): { readonly event: string; readonly find: FindExposures } {
	return 'pages' in seen
		? { event: viewEvent, find: viewsOf(seen) }
		: { event: exposureEvent, find: exposuresOf(seen) };
}

function exposuresOf(seen: Extract<Seen, { readonly experienceId: string }>): FindExposures {
	const { experienceId, isPooled = false } = seen;
	const known = new Set([...seen.variantIds, holdoutId]);
	return (history, fromMs, toMs) =>
		history.query(exposureEvent, fromMs, toMs).flatMap(({ at, properties }) => {
			const { variantId, edgeOnly } = properties;
			if (properties.experienceId !== experienceId || typeof variantId !== 'string' || !known.has(variantId)) return [];
			const asked = isPooled && variantId !== holdoutId ? shownVariant : variantId;
			return [{ atMs: at, variantId: asked, edgeOnly: edgeOnly === true }];
		});
}

function viewsOf({ pages, hostnames }: Extract<Seen, { readonly pages: PageRule }>): FindExposures {
	const matches = compilePages(pages);
	return (history, fromMs, toMs) => {
		const first = history.query(viewEvent, fromMs, toMs).find(({ properties: { url } }) => {
			const page = typeof url === 'string' ? readPage(url) : null;
			return page !== null && hostnames.includes(page.hostname) && matches(page);
		});
		return first ? [{ atMs: first.at, variantId: pagesVariant, edgeOnly: false }] : [];
	};
}
