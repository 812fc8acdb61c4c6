import type { Edit } from '../edit/types.ts';
import type { Experience } from '../release/types.ts';

/** A page's state carries them, for each experiment that applies. */
const targetsMax = 20;

/** Edits after which their selector matches still, whatever it looks at. */
const steady: ReadonlySet<string> = new Set(['text', 'html', 'hide', 'insert', 'style']);
/** Those that set an attribute, which a selector may ask for. */
const attributes: ReadonlySet<string> = new Set(['attribute', 'image', 'link']);
/** What a variant may hide is on the screen in the others only. */
const hiding: ReadonlySet<string> = new Set(['hide', 'style']);

/**
 * Where an experiment is to be seen: selectors of what any of its variants changes. Somebody counts as having seen their variant when one of
 * these is on the page, whichever variant they have, the control too: so the same people count in all variants. Edits that can hide
 * their element from its own selector say nothing, for it would be missed in their variant alone; where none is left the list is empty, and everybody
 * who gets the page counts. Null where nothing is compared.
 * @param isHeldOut whether some people are held out of it, whom it is compared with
 */
export function exposureTargets(
	{ kind, variants, exposure }: Pick<Experience, 'kind' | 'variants' | 'exposure'>,
	isHeldOut = false,
): string[] | null {
	if (kind === 'personalization' && !isHeldOut) return null;
	const edits = variants
		.flatMap((variant) => variant.edits)
		.filter(({ kind }) => exposure !== 'visible' || !hiding.has(kind));
	return [...new Set(edits.filter(keepsMatching).map(({ selector }) => selector))].slice(0, targetsMax);
}

function keepsMatching({ kind, selector }: Edit): boolean {
	if (attributes.has(kind)) return !selector.includes('[');
	if (kind === 'class') return !/[.[]/.test(selector);
	return steady.has(kind);
}
