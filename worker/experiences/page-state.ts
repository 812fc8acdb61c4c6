import { escapeJsonForScript } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import type { ToldDecision } from './told-of.ts';

/** What the page tells the tag of itself: what was applied, and the edits that are left to it. */
export interface PageState {
	readonly release: number;
	readonly applied: readonly ToldDecision[];
	readonly edits: readonly Edit[];
	/** JSON by key, for the page's own code. */
	readonly values?: Readonly<Record<string, unknown>>;
	/** The page is a preview: nothing on it counts. */
	readonly preview?: true;
}

/** The state as the element `#ew-state`, in ASCII, so that the page's charset does not matter. */
export function stateElement(state: PageState): string {
	const json = escapeJsonForScript(JSON.stringify(state)).replace(
		/[^\0-\x7f]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `<script type="application/json" id="ew-state">${json}</script>`;
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
