import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parseFragment } from 'parse5';
import { attributesOf, withProperties } from '../../../core/edit/index.ts';
import type { Edit, ElementEdit, InsertPosition } from '../../../core/edit/types.ts';
import type { TreeElement } from './page-tree.ts';

type ChildNode = DefaultTreeAdapterTypes.ChildNode;

/** Makes an edit on an element of a parsed page: what the browser's executor makes of it, for the edge's to be held against. */
export function makeEdit(element: TreeElement, edit: ElementEdit): void {
	switch (edit.kind) {
		case 'text':
			setContent(element, edit.value === '' ? [] : [defaultTreeAdapter.createTextNode(edit.value)]);
			return;
		case 'html':
			setContent(element, nodesOf(edit.html));
			return;
		case 'attribute':
		case 'image':
		case 'link':
			for (const [name, value] of attributesOf(edit)) setAttribute(element, nameOn(element, name), value);
			return;
		case 'class':
			setClasses(element, edit.add, edit.remove);
			return;
		case 'style':
			setStyle(element, edit.properties);
			return;
		case 'hide':
			setAttribute(element, 'hidden', '');
			setStyle(element, { display: 'none !important' });
			return;
		case 'remove':
			defaultTreeAdapter.detachNode(element);
			return;
		case 'replace':
			insert(element, 'before', nodesOf(edit.html));
			defaultTreeAdapter.detachNode(element);
			return;
		case 'insert':
			insert(element, edit.position, nodesOf(edit.html));
			return;
		case 'move':
			throw new TypeError('the edge moves nothing');
	}
}

function nodesOf(source: string): ChildNode[] {
	return [...parseFragment(source).childNodes];
}

function setContent(element: TreeElement, nodes: readonly ChildNode[]): void {
	for (const child of [...element.childNodes]) defaultTreeAdapter.detachNode(child);
	insert(element, 'append', nodes);
}

function insert(element: TreeElement, position: InsertPosition, nodes: readonly ChildNode[]): void {
	const isInside = position === 'prepend' || position === 'append';
	const parent = isInside ? element : element.parentNode;
	if (!parent) return;
	const next = {
		before: element,
		prepend: element.childNodes[0],
		append: undefined,
		after: parent.childNodes[parent.childNodes.indexOf(element) + 1],
	}[position];
	for (const node of nodes) {
		defaultTreeAdapter.detachNode(node);
		if (next) defaultTreeAdapter.insertBefore(parent, node, next);
		else defaultTreeAdapter.appendChild(parent, node);
	}
}

function setAttribute(element: TreeElement, name: string, value: string | null): void {
	const others = element.attrs.filter((one) => one.name !== name);
	element.attrs = value === null ? others : [...others, { name, value }];
}

/** Names count in any case in HTML, but not in the drawings within it. */
function nameOn({ namespaceURI }: TreeElement, name: string): string {
	return namespaceURI === html.NS.HTML ? name.toLowerCase() : name;
}

function attribute(element: TreeElement, name: string): string | null {
	return element.attrs.find((one) => one.name === name)?.value ?? null;
}

function setClasses(element: TreeElement, add: readonly string[], remove: readonly string[]): void {
	const kept = (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name && !remove.includes(name));
	setAttribute(element, 'class', [...new Set([...kept, ...add])].join(' ') || null);
}

function setStyle(element: TreeElement, properties: Readonly<Record<string, string | null>>): void {
	setAttribute(element, 'style', withProperties(attribute(element, 'style'), properties) || null);
}

/** The edits of elements. */
export function isOfElement(edit: Edit): edit is ElementEdit {
	return edit.kind !== 'css' && edit.kind !== 'redirect';
}
