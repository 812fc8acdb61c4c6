import { nameOf, namesOf } from './names.ts';
import { type Namespace, namespaces, type OpenElements } from './open-elements.ts';
import type { Tag } from './tag.ts';

/** SVG and MathML within HTML (WHATWG HTML, sections 13.2.6 and 13.2.6.5): where they begin and end. */

const [svg, math] = [nameOf('svg'), nameOf('math')];
const annotation = nameOf('annotation-xml');
const encoding = nameOf('encoding');
/** What stands in SVG and MathML and holds HTML. */
const svgWithHtml = namesOf('foreignobject desc title');
const mathWithHtml = namesOf('mi mo mn ms mtext');
/** What cannot stand in SVG or MathML, and ends them. */
const endsBoth =
	namesOf(`b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing
	menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var`);
const endTagEndsBoth = namesOf('br p');
const font = nameOf('font');
const fontAttributes = ['color', 'face', 'size'].map(nameOf);

/** Whose an element is that begins where `open` are open. */
export function namespaceOf(tag: Tag, open: OpenElements<unknown>): Namespace {
	const around = open.namespace;
	if (tag.name !== svg && tag.name !== math) return around;
	if (around !== namespaces.html && open.nameAt(open.depth - 1) !== annotation) return around;
	return tag.name === svg ? namespaces.svg : namespaces.math;
}

/** By whose rules what it holds is read. */
export function contentNamespaceOf(tag: Tag, own: Namespace): Namespace {
	if (own === namespaces.html) return own;
	return holdsHtml(tag, own) ? namespaces.html : own;
}

/** Whether a start tag ends the SVG or MathML that it stands in. */
export function startEndsForeign(tag: Tag): boolean {
	return endsBoth.has(tag.name) || (tag.name === font && fontAttributes.some((name) => tag.indexOf(name) !== -1));
}

export function endEndsForeign(tag: Tag): boolean {
	return endTagEndsBoth.has(tag.name);
}

function holdsHtml(tag: Tag, own: Namespace): boolean {
	if (own === namespaces.svg) return svgWithHtml.has(tag.name);
	if (mathWithHtml.has(tag.name)) return true;
	const index = tag.name === annotation ? tag.indexOf(encoding) : -1;
	return index !== -1 && /^(?:text\/html|application\/xhtml\+xml)$/i.test(tag.value(index));
}
