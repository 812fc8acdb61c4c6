import type { Fields } from './fields.ts';
import { styleFields } from './read-style.ts';

/** What a form begins with: the element as it is. For the page as the origin sent it. */
export function lookAtElement(element: Element): { readonly fields: Fields; readonly now: Fields } {
	const read = (name: string) => element.getAttribute(name) ?? '';
	const fields = {
		href: read('href'),
		src: read('src'),
		content: element.innerHTML.trim(),
		replacement: element.outerHTML.trim(),
	};
	const style = getComputedStyle(element);
	const styles = Object.fromEntries(styleFields.map(([name]) => [name, style.getPropertyValue(name)]));
	return { fields, now: { ...styles, alt: read('alt'), classes: read('class').trim() } };
}
