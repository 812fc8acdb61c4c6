import { holdLiquid, htmlComplaint, positionInHtml, withPositions } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Experience } from '../../core/release/types.ts';
import { plainLiquid } from '../liquid.ts';
import { cleanHtml } from './clean-html.ts';

/**
 * An experience with the HTML of its edits cleaned, unless who saves it may write any. Refuses (`edit-invalid`, with path) Liquid
 * that is none, or stands where no value can be escaped, and HTML of which nothing is left.
 */
export function tidyEdits(experience: Experience, mayWriteRaw: boolean): Experience {
	const variants = experience.variants.map((variant, v) => ({
		...variant,
		edits: variant.edits.map((edit, e) => tidyEdit(edit, mayWriteRaw, `variants.${v}.edits.${e}`)),
	}));
	return { ...experience, variants };
}

function tidyEdit(edit: Edit, mayWriteRaw: boolean, path: string): Edit {
	for (const [name, text] of templatesOf(edit)) checkLiquid(text, `${path}.${name}`);
	if (!('html' in edit)) return edit;
	withPositions(edit.html, (before) => {
		const position = positionInHtml(before);
		if (position === null) throw wrong(`${path}.html`, 'Liquid stands in a tag, outside of an attribute’s quotes.');
		return position;
	});
	return mayWriteRaw ? edit : { ...edit, html: cleaned(edit.html, `${path}.html`) };
}

/** The values that may be Liquid, by the path to each within the edit. */
function templatesOf(edit: Edit): (readonly [path: string, text: string])[] {
	const { properties = {}, ...rest }: Readonly<Record<string, unknown>> = { ...edit };
	const own = ['value', 'html', 'src', 'alt', 'href', 'css', 'url'].map((name) => [name, rest[name]] as const);
	const styles = Object.entries(Object(properties)).map(([name, value]) => [`properties.${name}`, value] as const);
	return [...own, ...styles].flatMap(([path, text]) => (typeof text === 'string' ? [[path, text] as const] : []));
}

function checkLiquid(text: string, path: string): void {
	try {
		plainLiquid.parse(text);
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		throw wrong(path, `This is not right as a Liquid template: ${error.message}`);
	}
}

function cleaned(html: string, path: string): string {
	const { text, restore } = holdLiquid(html);
	const clean = restore(cleanHtml(text));
	if (clean.trim() === '' && html.trim() !== '') throw wrong(path, 'Nothing of this HTML may stand in a page.');
	const complaint = htmlComplaint(clean);
	if (complaint !== null) throw wrong(path, complaint);
	return clean;
}

function wrong(path: string, message: string): Refusal {
	return new Refusal('edit-invalid', message, { path });
}
