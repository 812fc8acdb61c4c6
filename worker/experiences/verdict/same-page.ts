import type { DefaultTreeAdapterTypes } from 'parse5';

/** A parsed page as one text: the same for two pages that no browser could tell apart. */
export function inOneForm(node: DefaultTreeAdapterTypes.Node): string {
	if ('value' in node) return node.value.replace(/[&<]/g, (character) => (character === '&' ? '&amp;' : '&lt;'));
	if ('data' in node) return `<!--${JSON.stringify(node.data)}-->`;
	if (!('childNodes' in node)) return `<!${JSON.stringify([node.name, node.publicId, node.systemId])}>`;
	const content = node.childNodes.map(inOneForm).join('');
	if (!('tagName' in node)) return content;
	const attributes = node.attrs
		.map(({ name, value }) => ` ${name}=${JSON.stringify(valueInOneForm(name, value))}`)
		.sort()
		.join('');
	const inside = 'content' in node ? inOneForm(node.content) : '';
	return `<${node.namespaceURI} ${node.tagName}${attributes}>${inside}${content}</>`;
}

/** White space between classes, and between declarations of a style, says nothing. */
function valueInOneForm(name: string, value: string): string {
	if (name === 'class') return value.trim().split(/\s+/).join(' ');
	if (name !== 'style') return value;
	return value
		.split(';')
		.map((part) => part.trim().replace(/\s*([:!])\s*/g, '$1'))
		.filter((part) => part !== '')
		.join(';');
}
