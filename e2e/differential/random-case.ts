import type { Edit, InsertPosition } from '../../core/edit/types.ts';
import type { Case } from './edge.ts';

/** Numbers below a bound, the same for the same seed (mulberry32). */
export type Draw = (below: number) => number;

export function drawFrom(seed: number): Draw {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

const blocks = 'div section main article header ul ol table p h1 h2 blockquote form select dl figure pre button'.split(
	' ',
);
const inlines = 'a b i em span strong code label small'.split(' ');
const voids = ['br', 'img', 'input', 'hr'];
/** What authors leave open, or close in the wrong order. */
const oddities = [
	'<b><i>crossed</b></i>',
	'</p>',
	'</div>',
	'<br/>',
	'<p>open<p>open too',
	'<!-- a comment with <p> in it -->',
	'<svg><g><path d="M0 0"/></g><title>t</title></svg>',
	'<template><p class=c1>inert</p></template>',
	'<textarea><p>no tag</textarea>',
	'<math><mi>x</mi></math>',
	'a < b & c &amp; d &eacute; &notanentity; é 中',
	'<ul><li>one<li>two<li id=odd>three</ul>',
	'<table><tr><td>a<td>b<tr><td id=cell>c</table>',
	'<table><p>fostered</p><tr><td>x</table>',
	'<dl><dt>t<dd>d<dt>t</dl>',
	'<select><option>a<option selected>b</select>',
	'<a href=x>one<a href=y>two</a>',
	'<P CLASS="c2">shouted</P>',
	'<script>if (a < b) "<p id=e1>";</script>',
	'<style>p { color: red }</style>',
	'<h1>one<h2>two</h1>',
	'<button>a<button>b</button>',
	'<p><div>broken out</div></p>',
	'<select><style>x</style></select>',
	'\n\t ',
];

/** A random page, tidy or not, and random edits of it. */
export function randomCase(draw: Draw): Case {
	const isTidy = draw(2) === 0;
	const page = randomPage(draw, isTidy);
	if (draw(3) > 0) return { page, edits: randomEdits(draw, page) };
	return { page, edits: Array.from({ length: 1 + draw(4) }, (_, i) => randomEdit(draw, `x${i}`)) };
}

/** Random edits of a given page, by selectors that something on it may match. */
export function randomEdits(draw: Draw, page: string): readonly Edit[] {
	const classes = [...page.matchAll(/ class="?([\w-]+)/g)].map(([, name]) => `.${name}`);
	const ids = [...page.matchAll(/ id="?([\w-]+)/g)].map(([, name]) => `#${name}`);
	const tags = [...page.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name = '']) => name);
	const all = [
		'body',
		...classes,
		...ids,
		...ids,
		...tags,
		...ids.map((id) => `${id} > :first-child`),
		...classes.map((one) => `${one} > a`),
	];
	return Array.from({ length: 1 + draw(4) }, (_, i) => {
		const edit = { ...randomEdit(draw, `x${i}`), selector: pick(draw, all) } as Edit;
		const text = edit.kind === 'text' ? textAfter(page, edit.selector) : undefined;
		return text !== undefined && draw(2) === 0 ? { ...edit, expect: { text } } : edit;
	});
}

/** The text that follows the start tag with an id or a class: often all that the element says. */
function textAfter(page: string, selector: string): string | undefined {
	const name = /^[#.]([\w-]+)$/.exec(selector)?.[1];
	return name && new RegExp(`(?:id|class)="?${name}\\b[^>]*>([^<]*)`).exec(page)?.[1];
}

function randomPage(draw: Draw, isTidy: boolean): string {
	let count = 0;
	const attributes = (): string => {
		count += 1;
		const all = [
			` id="e${count}"`,
			` class="c${draw(6)} c${draw(6)}"`,
			` style='color:red;font:"a;b"'`,
			` data-x=${draw(9)}`,
		];
		return all.filter(() => draw(3) === 0).join('');
	};
	const content = (depth: number): string => Array.from({ length: 1 + draw(4) }, () => part(depth)).join('');
	const part = (depth: number): string => {
		const chance = draw(10);
		if (!isTidy && chance < 3) return pick(draw, oddities);
		if (chance === 3) return `<${pick(draw, voids)}${attributes()}>`;
		if (depth === 0 || chance < 6) return `text ${draw(100)} `;
		if (chance < 8) return element(pick(draw, inlines), depth);
		return element(pick(draw, isTidy ? ['div', 'section', 'main', 'article'] : blocks), depth);
	};
	const element = (name: string, depth: number): string => {
		const isOpen = !isTidy && draw(8) === 0;
		const inside = inlines.includes(name) && isTidy ? `text ${draw(50)}` : content(depth - 1);
		return `<${name}${attributes()}>${inside}${isOpen ? '' : `</${name}>`}`;
	};
	const body = content(4);
	if (isTidy) return `<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`;
	return pick(draw, [
		body,
		`<!DOCTYPE html>${body}`,
		`<html><body class=c1>${body}`,
		`<head><title>t</title><body>${body}</html>`,
	]);
}

const fragments = [
	'<b>new</b>',
	'plain & text',
	'<div class="n"><p>a</p><p>b</p></div>',
	'<li>item</li>',
	'<tr><td>cell</td></tr>',
	'é<i>x</i>',
	'<p>par</p>',
	'',
];
const positions: readonly InsertPosition[] = ['before', 'prepend', 'append', 'after'];

function randomEdit(draw: Draw, id: string): Edit {
	const base = { id, selector: randomSelector(draw) };
	const html = pick(draw, fragments);
	const edits: readonly Edit[] = [
		{ ...base, kind: 'text', value: pick(draw, ['New', '<b>&', 'é中', '']) },
		{ ...base, kind: 'html', html },
		{
			...base,
			kind: 'attribute',
			name: pick(draw, ['title', 'data-x', 'HREF']),
			value: pick(draw, ['"\'<&amp;é', '', null]),
		},
		{ ...base, kind: 'class', add: [pick(draw, ['c1', 'new', 'é&'])], remove: [pick(draw, ['c2', 'c3'])] },
		{
			...base,
			kind: 'style',
			properties: { color: pick(draw, ['blue', 'red !important', null]), 'margin-top': '1px' },
		},
		{ ...base, kind: 'hide' },
		{ ...base, kind: 'remove' },
		{ ...base, kind: 'insert', position: pick(draw, positions), html },
		{ ...base, kind: 'replace', html },
		{ ...base, kind: 'move', to: randomSelector(draw), position: pick(draw, positions) },
		{ ...base, kind: 'image', src: '/n.png', ...(draw(2) === 0 && { alt: 'N' }) },
		{ ...base, kind: 'link', href: '/n?a=1&b="', ...(draw(2) === 0 && { newTab: draw(2) === 0 }) },
	];
	return pick(draw, edits);
}

function randomSelector(draw: Draw): string {
	const tag = pick(draw, [...blocks, ...inlines, 'li', 'td', 'tr', 'dd', 'option', 'img']);
	const name = `.c${draw(6)}`;
	return pick(draw, [
		`#e${1 + draw(12)}`,
		`#e${1 + draw(12)}`,
		`#e${1 + draw(5)} > :first-child`,
		'#odd',
		'#cell',
		tag,
		`${tag}${name}`,
		name,
		`div > ${tag}`,
		`${name} ${tag}`,
		`${tag}:nth-child(2)`,
		`${tag}:nth-of-type(2)`,
		`[data-x="${draw(9)}"]`,
		`${tag}:not(${name})`,
		`${tag}, ${name}`,
		`${tag}:last-child`,
	]);
}

function pick<T>(draw: Draw, items: readonly T[]): T {
	const item = items[draw(items.length)];
	if (item === undefined) throw new Error('nothing to pick from');
	return item;
}
