import { escapeAttribute } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import type { Decision } from '../../core/experience/index.ts';
import type { ToldEdit } from './page-state.ts';

const bannerId = 'ew-preview';

/** Whatever the page looks like: dark, above all else, and no wider than a telephone. */
const look: Readonly<Record<string, string>> = {
	...{ position: 'fixed', 'z-index': '2147483647', inset: 'auto 12px 12px', margin: '0 auto', padding: '10px 16px' },
	...{ width: 'fit-content', 'max-width': 'calc(100% - 24px)', 'box-sizing': 'border-box' },
	...{ background: '#1d1b2e', color: '#ffffff', border: '1px solid #6f6a94', 'border-radius': '10px' },
	...{ 'box-shadow': '0 6px 24px rgba(0, 0, 0, 0.35)', font: '14px/1.45 system-ui, sans-serif' },
	...{ 'text-align': 'center', 'text-decoration': 'none', 'letter-spacing': 'normal', 'text-transform': 'none' },
};

/** What a preview's page says of itself. */
export interface Banner {
	/** The page's address without the preview: the way out. */
	readonly url: string;
	/** The page as the origin sends it was asked for. */
	readonly original: boolean;
	/** What applies to it. */
	readonly decisions: readonly Pick<Decision, 'experienceName' | 'variantName'>[];
}

/** Says that the page is a preview, of what, and leads out of it: one link, in ASCII, for whatever charset the page has. */
export function bannerHtml(banner: Banner): string {
	const style = Object.entries(look)
		.map(([name, value]) => `${name}:${value}`)
		.join(';');
	const text = `<b>Preview</b> of ${ascii(subjectOf(banner))}. Nothing that happens here counts. <u>Leave the preview</u>`;
	return `<a id="${bannerId}" href="${ascii(banner.url)}" style="${escapeAttribute(style)}">${text}</a>`;
}

/**
 * The banner as a decision: what the page's own scripts take away the tag puts back, and where only the tag is on the page it is the tag that
 * shows it. Its style is an edit too, since a policy may forbid the attribute.
 * @param isMade whether it is in the HTML already
 */
export function bannerDecision(banner: Banner, isMade: boolean): Decision {
	const insert: Edit = { id: 'banner', kind: 'insert', selector: 'body', position: 'append', html: bannerHtml(banner) };
	const edits: ToldEdit[] = [
		{ ...insert, ...(isMade && { made: true }) },
		{ id: 'look', kind: 'style', selector: `#${bannerId}`, properties: look },
	];
	return {
		...{ experienceId: bannerId, experienceName: 'Preview', variantId: bannerId, variantName: 'Banner' },
		...{ reason: 'applies', says: 'The page is a preview.', edits, values: {}, until: Number.POSITIVE_INFINITY },
	};
}

const namesMax = 3;

function subjectOf({ original, decisions }: Banner): string {
	if (original) return 'the page as the site sends it';
	if (decisions.length === 0) return 'this page, for which nothing applies';
	const names = decisions.map(({ experienceName, variantName }) => `“${experienceName}”: ${variantName}`);
	const more = names.length - namesMax;
	return more > 0 ? `${names.slice(0, namesMax).join(', ')} and ${more} more` : names.join(', ');
}

function ascii(text: string): string {
	return escapeAttribute(text).replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}
