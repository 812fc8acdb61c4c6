import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as names, parseFragment, serialize } from 'parse5';
import { attributeComplaint } from '../../core/edit/index.ts';

type Parent = DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const elements = words(
	`a abbr address article aside audio b bdi bdo blockquote br button caption cite code col colgroup data dd del details dfn
	div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label li main mark nav ol p picture
	pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr track u ul
	var video wbr`,
);
/** What these hold is not text for readers, or steers the page: it goes with them. All others leave what they hold. */
const dropped = words(
	'base embed frame frameset iframe link math meta noembed noframes noscript object plaintext script select style svg template textarea title xmp',
);
const attributes = words(
	`abbr alt autoplay class cite colspan controls datetime decoding dir download fetchpriority for headers height hidden href
	hreflang id kind label lang loading loop media muted open playsinline poster preload rel reversed role rowspan scope sizes span
	src srclang srcset start style tabindex target title translate type value width`,
);

/** HTML with nothing in it but what readers see: elements and attributes that are known to be harmless. */
export function cleanHtml(html: string): string {
	let cleaned = cleanOnce(html);
	// A parser may read what was written of an untidy tree as another tree; a few times, for each is tidier.
	for (let again = cleanOnce(cleaned); again !== cleaned; again = cleanOnce(cleaned)) cleaned = again;
	return cleaned;
}

function cleanOnce(html: string): string {
	const fragment = parseFragment(html);
	clean(fragment);
	return serialize(fragment);
}

function clean(parent: Parent): void {
	for (const node of [...parent.childNodes]) {
		if (node.nodeName === '#comment') defaultTreeAdapter.detachNode(node);
		if (!('tagName' in node)) continue;
		const isHtml = node.namespaceURI === names.NS.HTML;
		if (!isHtml || dropped.has(node.tagName)) {
			defaultTreeAdapter.detachNode(node);
			continue;
		}
		clean(node);
		if (elements.has(node.tagName)) node.attrs = node.attrs.filter(isHarmless);
		else unwrap(parent, node);
	}
}

function unwrap(parent: Parent, element: Element): void {
	for (const child of [...element.childNodes]) {
		defaultTreeAdapter.detachNode(child);
		defaultTreeAdapter.insertBefore(parent, child, element);
	}
	defaultTreeAdapter.detachNode(element);
}

function isHarmless({ name, value }: Element['attrs'][number]): boolean {
	return (attributes.has(name) || /^(?:aria|data)-[\w-]+$/.test(name)) && attributeComplaint(name, value) === null;
}
