import type { Edit, EditOf } from '../../core/edit/types.ts';
import type { CompiledRelease, Decision } from '../../core/experience/index.ts';
import { rulesOf } from './edit-rules.ts';
import { readPolicy } from './page-policy.ts';
import { hidingElement, type PageState, seenElement, sheetElement, stateElement, type ToldEdit } from './page-state.ts';
import { type Place, placeEdits } from './place-edits.ts';
import { type Banner, bannerDecision, bannerHtml } from './preview-banner.ts';
import { rewritePage } from './rewrite.ts';
import { toldOf } from './told-of.ts';
import type { CheckedPlaces } from './verdict/live-verdicts.ts';

/** What is known of a page that is written anew for a visitor. */
export interface Writing {
	/** The content type under which it is read. */
	readonly readingType: string;
	readonly release: CompiledRelease | null;
	readonly checked: CheckedPlaces;
	/** What a preview says of itself; null of a page that is none. */
	readonly banner: Banner | null;
}

/** The origin's page with what was decided, as it streams by; null for an answer without a body. */
export function writePage(
	{ body, headers }: Response,
	{ readingType, release, checked, banner }: Writing,
	decisions: readonly Decision[],
): ReadableStream<Uint8Array> | null {
	if (!body) return null;
	const policy = readPolicy(headers);
	const found = new Map(
		decisions.flatMap((one) => one.edits.map((edit) => [edit, checked.placeOf(one, edit)] as const)),
	);
	const places = placeEdits([...found.keys()], { policy, checked: (edit) => found.get(edit) });
	const at = (place: Place) => [...places].flatMap(([edit, its]) => (its === place ? [edit] : []));
	const edge = at('edge');
	const state: PageState = {
		release: release?.release.number ?? 0,
		applied: [
			...decisions.map((decision) => ({ ...toldOf(release, decision, checked), edits: toldEdits(decision, places) })),
			// The extension takes a page with nothing applied for the origin's own, and has a way out itself.
			...(banner && !banner.original ? [bannerDecision(banner, true)].map(toldBanner) : []),
		],
		...valuesOf(decisions),
		...(banner && { preview: true }),
	};
	const head = [
		sheetElement(edge.filter(isCss), policy),
		hidingElement(at('browser'), policy),
		stateElement(state, policy.scriptNonce),
		banner ? '' : seenElement(state),
	];
	return rewritePage(body, readingType, rulesOf(edge), head.join(''), banner ? bannerHtml(banner) : '');
}

function toldBanner({ experienceId, variantId, edits }: Decision): PageState['applied'][number] {
	return { experienceId, variantId, edits };
}

function isCss(edit: Edit): edit is EditOf<'css'> {
	return edit.kind === 'css';
}

/**
 * What the tag has to do: the edits that the edge has not made, and looking after those of elements that it has, which takes what they say: the
 * page's scripts may put the original back. No script takes a style sheet out, so one that is in the page is not told again.
 */
function toldEdits({ edits }: Decision, places: ReadonlyMap<Edit, Place>): ToldEdit[] {
	const isMade = (edit: Edit) => places.get(edit) === 'edge';
	return edits
		.filter((edit) => !(isCss(edit) && isMade(edit)))
		.map((edit) => (isMade(edit) ? { ...edit, made: true } : edit));
}

/** What the page's own code may read of its state; left out where there is nothing. */
function valuesOf(decisions: readonly Decision[]): { readonly values?: Readonly<Record<string, unknown>> } {
	const values = Object.assign({}, ...decisions.map((decision) => decision.values).reverse());
	return Object.keys(values).length > 0 ? { values } : {};
}
