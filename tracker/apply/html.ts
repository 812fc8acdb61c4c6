import { readText } from './read.ts';
import { runsCode } from './safety.ts';

interface HtmlPolicy {
	createHTML(html: string): string;
}

declare global {
	/** Absent in browsers without the API. */
	var trustedTypes: { createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy } | undefined;
}

/**
 * The page's Trusted Types policy, made when first needed: browsers allow a name once, so it has to be kept, and kept
 * here, because a policy that passes everything is not for the page's other scripts.
 */
let policy: HtmlPolicy | undefined;

/** Parses HTML into a fragment that holds nothing which runs: no scripts, no handlers, no `javascript:` URLs. */
export function parseHtml(document: Document, html: string): DocumentFragment {
	const template = document.createElement('template');
	policy ??= makePolicy();
	template.innerHTML = policy.createHTML(readText(html));
	disarm(template.content);
	return template.content;
}

function makePolicy(): HtmlPolicy {
	const passThrough: HtmlPolicy = { createHTML: (html) => html };
	return globalThis.trustedTypes?.createPolicy('edgewise', passThrough) ?? passThrough;
}

function disarm(fragment: DocumentFragment): void {
	for (const element of fragment.querySelectorAll('*')) {
		if (element.localName === 'script') element.remove();
		else if (isTemplate(element)) disarm(element.content);
		for (const { name, value } of [...element.attributes]) {
			if (runsCode(name, value)) element.removeAttribute(name);
		}
	}
}

function isTemplate(element: Element): element is HTMLTemplateElement {
	return element.localName === 'template' && 'content' in element;
}
