import { escapeAttribute, escapeJsonForScript } from '../../core/edit/index.ts';
import type { Edit, EditOf } from '../../core/edit/types.ts';
import type { PagePolicy } from './page-policy.ts';
import type { ToldDecision } from './told-of.ts';

/** An edit, as a page tells the tag of it. */
export type ToldEdit = Edit & {
	/** The edge has made it: the tag looks after it. Else the tag makes it. */
	readonly made?: true;
};

/** What the page tells the tag of itself: what was applied. */
export interface PageState {
	readonly release: number;
	readonly applied: readonly (ToldDecision & { readonly edits: readonly ToldEdit[] })[];
	/** JSON by key, for the page's own code. */
	readonly values?: Readonly<Record<string, unknown>>;
	/** The page is a preview: nothing on it counts. */
	readonly preview?: true;
}

/** In ms. What the browser is still to change is not shown for so long at most, whatever becomes of the tag. */
const hiddenMs = 800;

/**
 * The state as the element `#ew-state`, in ASCII, so that the page's charset does not matter.
 * @param nonce of the page's scripts; null when it has none
 */
export function stateElement(state: PageState, nonce: string | null = null): string {
	const json = escapeJsonForScript(JSON.stringify(state)).replace(
		/[^\0-\x7f]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `<script type="application/json" id="ew-state"${nonceAttribute(nonce)}>${json}</script>`;
}

/** The style sheets of edits; nothing when there are none, or none are allowed. */
export function sheetElement(edits: readonly EditOf<'css'>[], { styleNonce }: Pick<PagePolicy, 'styleNonce'>): string {
	if (edits.length === 0 || styleNonce === null) return '';
	return `<style${nonceAttribute(styleNonce)}>${asciiCss(edits.map(({ css }) => css).join('\n'))}</style>`;
}

/** What hides the elements that the browser is to change, and only them, until it has, or until the rule ends by itself. */
export function hidingElement(edits: readonly Edit[], { styleNonce }: Pick<PagePolicy, 'styleNonce'>): string {
	const selectors = [...new Set(edits.filter(changesElement).map(({ selector }) => selector))];
	if (selectors.length === 0 || styleNonce === null) return '';
	// A rule each: a browser drops the whole of one that it cannot read.
	const rules = selectors.map((selector) => `${selector}{animation:ew-hide ${hiddenMs}ms!important}`);
	const css = `@keyframes ew-hide{0%,to{visibility:hidden}}${rules.join('')}`;
	return `<style id="ew-hide"${nonceAttribute(styleNonce)}>${asciiCss(css)}</style>`;
}

function changesElement({ kind }: Edit): boolean {
	return kind !== 'css' && kind !== 'redirect' && kind !== 'insert';
}

function nonceAttribute(nonce: string | null): string {
	return nonce ? ` nonce="${escapeAttribute(nonce)}"` : '';
}

/** In ASCII, and nothing in it ends the element. */
function asciiCss(css: string): string {
	return css.replace(/[^\0-\x7f]|</gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `);
}

/**
 * For browsers that run no script, whose visitors the tag cannot tell of: a style sheet, which a head may ask for, tells the edge what
 * the page showed. Nothing where there is no experiment.
 */
export function seenElement({ release, applied }: Pick<PageState, 'release' | 'applied'>): string {
	const experiments = applied.filter(({ targets }) => targets !== undefined);
	if (experiments.length === 0) return '';
	const seen = experiments.map(({ experienceId, variantId }) => [experienceId, variantId]);
	const asked = new URLSearchParams({ seen: JSON.stringify(seen), release: String(release) });
	return `<noscript><link rel="stylesheet" href="/_ew/v1/seen?${String(asked).replaceAll('&', '&amp;')}"></noscript>`;
}
