import { isUntouchable } from '../../../core/edit/index.ts';
import type { Edit, ElementEdit } from '../../../core/edit/types.ts';
import { rulesOf } from '../edit-rules.ts';
import { edgeObstacle, type Place } from '../place-edits.ts';
import { rewritePage } from '../rewrite.ts';
import { isOfElement, makeEdit } from './expected-page.ts';
import { isOfTag, type Located, locator, says } from './locate.ts';
import { findAll, isReadInTwoWays, isTakenOver, parsePage, type Tree, type TreeElement, textOf } from './page-tree.ts';
import { inOneForm } from './same-page.ts';

/** A page as it was fetched. */
export interface FetchedPage {
	readonly bytes: Uint8Array;
	/** The content type under which it is read, with its charset. */
	readonly type: string;
}

/** What a look at a page said of an edit. */
export interface Verdict {
	readonly place: Place;
	/** Why it is not made at the edge, in words for marketers; null when it is. */
	readonly reason: string | null;
	/** How often its element is there: `no` when it is missing, `several` when it is not the only one. */
	readonly found: 'once' | 'no' | 'several';
	/** The selector by which its element was found again, where the edit's own does not find it any more: the edit is made by this one. */
	readonly foundAt?: string;
	/** The browser waits with it until the page is complete: a framework would take what is new for its own. */
	readonly isLate?: true;
}

/** Edits after which other nodes are there than before. */
function changesNodes({ kind }: Edit): boolean {
	return ['html', 'insert', 'remove', 'replace', 'move'].includes(kind);
}

const late: Verdict = {
	place: 'browser',
	reason:
		'A framework takes the page over, and would take what is new in it, or not there, for its own: it waits for that.',
	found: 'once',
	isLate: true,
};
const atEdge: Verdict = { place: 'edge', reason: null, found: 'once' };

/**
 * Judges each edit of a variant by a page: with the code that visitors' pages go through, and a parser that reads as
 * browsers do. An edit is made at the edge where exactly its element is found, be it again by what was kept of it, and where the page that comes out is to the
 * letter the one that the browser would make of it. All else is left to the browser, with the reason.
 */
export async function judgePage(page: FetchedPage, edits: readonly Edit[]): Promise<ReadonlyMap<Edit, Verdict>> {
	const html = decode(page);
	if (isReadInTwoWays(html)) return new Map(edits.map((edit) => [edit, inBrowser(disputed, 'once')]));
	const locate = locator(parsePage(html));
	const isHydrated = isTakenOver(html);
	const verdicts = new Map<Edit, Verdict>();
	/** The edits as they are made here, with those as they were given. */
	const candidates = new Map<ElementEdit, Edit>();
	for (const edit of edits) {
		const { foundAt, ...located } = isOfElement(edit) ? locate(edit) : { elements: [] };
		const here = foundAt === undefined ? edit : { ...edit, selector: foundAt };
		const alone = isOfElement(here) ? judgeAlone(located.elements, here) : atEdge;
		const isLate = isHydrated && alone.found === 'once' && alone.place !== 'off' && changesNodes(edit);
		const verdict = isLate ? late : alone;
		verdicts.set(edit, foundAt === undefined ? verdict : { ...verdict, foundAt });
		if (verdict.place === 'edge' && isOfElement(here)) candidates.set(here, edit);
	}
	const settled = await tryAtEdge(page, html, [...candidates.keys()]);
	for (const [here, reason] of settled) {
		const edit = candidates.get(here) ?? here;
		verdicts.set(edit, { ...verdicts.get(edit), ...inBrowser(reason, 'once') });
	}
	return verdicts;
}

/** What the page's tree says of an edit of these elements, before it is tried. */
function judgeAlone(elements: Located['elements'], edit: ElementEdit): Verdict {
	if (elements === null) return inBrowser('Only a browser can read this selector.', 'once');
	const [element] = elements;
	if (!element) return inBrowser('The page’s HTML does not hold the element; a script may make it.', 'no');
	if (elements.length > 1) {
		return { place: 'off', reason: `There are ${elements.length} such elements on the page.`, found: 'several' };
	}
	if (isUntouchable(element.tagName)) {
		return { place: 'off', reason: `Edits do not touch a <${element.tagName}>.`, found: 'once' };
	}
	const unlike = complaintOf(element, edit) ?? edgeObstacle(edit);
	return unlike === null ? atEdge : inBrowser(unlike, 'once');
}

function inBrowser(reason: string, found: Verdict['found']): Verdict {
	return { place: 'browser', reason, found };
}

function complaintOf(element: TreeElement, { expect, kind }: ElementEdit): string | null {
	if (!isOfTag(element, expect?.tag)) {
		return `The element is a <${element.tagName}> here, not a <${expect?.tag?.toLowerCase()}>.`;
	}
	if (expect?.text !== undefined && !says(element, expect.text)) {
		return `The element says “${textOf(element).slice(0, 80)}” here, not what it said when the edit was made.`;
	}
	if (kind === 'text' && expect?.text !== undefined && !holdsOnlyText(element)) {
		return 'The element holds other elements, so that what it says is known only when they have passed.';
	}
	const parent = element.parentNode;
	if (kind === 'image' && parent && 'tagName' in parent && parent.tagName === 'picture') {
		return 'The image stands in a <picture>, whose other sources come before it.';
	}
	return null;
}

function holdsOnlyText({ childNodes }: TreeElement): boolean {
	return childNodes.length > 0 && childNodes.every(({ nodeName }) => nodeName === '#text');
}

const disputed = 'A <select> on the page holds other things than options, which browsers read in different ways.';
const elsewhere =
	'The page’s HTML leaves out tags, so that the element cannot be told from its neighbours as the page streams by.';
const together = 'Edits of this variant get in each other’s way as the page streams by.';

/** Those of the edits that do not come out right at the edge, each with its reason. */
async function tryAtEdge(
	page: FetchedPage,
	html: string,
	edits: readonly ElementEdit[],
): Promise<ReadonlyMap<ElementEdit, string>> {
	const failed = new Map<ElementEdit, string>();
	if (await comesOutRight(page, html, edits)) return failed;
	for (const edit of edits) if (!(await comesOutRight(page, html, [edit]))) failed.set(edit, elsewhere);
	const rest = edits.filter((edit) => !failed.has(edit));
	if (!(await comesOutRight(page, html, rest))) for (const edit of rest) failed.set(edit, together);
	return failed;
}

async function comesOutRight(page: FetchedPage, html: string, edits: readonly ElementEdit[]): Promise<boolean> {
	if (edits.length === 0) return true;
	const made = decode({ ...page, bytes: await rewritten(page, edits) });
	return !isReadInTwoWays(made) && inOneForm(parsePage(made)) === inOneForm(expectedPage(html, edits));
}

async function rewritten({ bytes, type }: FetchedPage, edits: readonly Edit[]): Promise<Uint8Array> {
	const body = new Blob([bytes]).stream();
	return new Uint8Array(await new Response(rewritePage(body, type, rulesOf(edits), '')).arrayBuffer());
}

/** Every selector is matched against the page as it was before the first change. */
function expectedPage(html: string, edits: readonly ElementEdit[]): Tree {
	const tree = parsePage(html);
	const found = edits.map((edit) => [edit, findAll(tree, edit.selector)[0]] as const);
	for (const [edit, element] of found) if (element) makeEdit(element, edit);
	return tree;
}

function decode({ bytes, type }: FetchedPage): string {
	const charset = /charset=([^;]+)/i.exec(type)?.[1] ?? 'utf-8';
	return new TextDecoder(charset).decode(bytes);
}
