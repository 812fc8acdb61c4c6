import type { HistoryEvent } from '../../core/condition/types.ts';
import type { Edit } from '../../core/edit/types.ts';
import { type Product, type Recommendation, recommend } from '../../core/recommend/index.ts';
import type { Env } from '../env.ts';
import type { ProfileView } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { snapshot } from '../snapshot.ts';
import { isPageOf } from '../visitors/own-host.ts';
import { isRecommending } from './mentions.ts';
import { readCatalog } from './storage.ts';

/** From isolate memory: it changes once an hour. */
const held = snapshot(readCatalog, { freshMs: 60_000 });

/** Products that are to be shown are read anew. */
export function forgetCatalog(): void {
	held.invalidate();
}

/**
 * What a person may want to see on a page of a site.
 * @param url of the page, which is not recommended on itself; null where there is none
 * @param events what they did; none for whom nothing is known, or who has not agreed to be personalised for
 */
export async function recommendedOn(
	env: Env,
	site: Site,
	url: string | null,
	events: readonly HistoryEvent[],
): Promise<Recommendation[]> {
	const known = await held.get(env);
	if (!known) return [];
	const page = url === null ? null : URL.parse(url);
	return recommend(known.catalog, events, (product) => mayShow(site, product, page));
}

/** The same for decisions: none where none of their edits speaks of recommendations. Never throws: a page is shown without them. */
export async function recommendedFor(
	env: Env,
	site: Site,
	decisions: readonly { readonly edits: readonly Edit[] }[],
	url: string | null,
	view: ProfileView | null,
): Promise<Recommendation[]> {
	if (!decisions.some(({ edits }) => edits.some(isRecommending))) return [];
	try {
		return await recommendedOn(env, site, url, view?.events ?? []);
	} catch (error) {
		console.error('a page is shown without recommendations', error);
		return [];
	}
}

/** Anybody can name an address in an event: only those of the site itself are shown. */
function mayShow(site: Site, product: Product, page: URL | null): boolean {
	const { url } = product;
	if (url === null) return true;
	if (!url.startsWith('/') && !isPageOf(site, url)) return false;
	const address = page ? URL.parse(url, page) : null;
	return page === null || address?.pathname !== page.pathname;
}
