import { escapeJsonForScript } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import type { Decision } from '../../core/experience/index.ts';

/** What the page tells the tag of itself: what was applied, and the edits that are left to it. */
export interface PageState {
	readonly release: number;
	readonly applied: readonly Pick<Decision, 'experienceId' | 'variantId'>[];
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
