/** An element for people: its type, and how what it says begins. */
export function naming(element: Element): string {
	const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
	const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
	return short ? `${element.localName} “${short}”` : element.localName;
}
