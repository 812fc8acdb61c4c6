import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { stepFrom } from './step-from.ts';

const { document } = parseHTML('<html><body><header></header><main><h1></h1><p></p></main></body></html>');
const at = (selector: string) => document.querySelector(selector);

describe('walking a page by arrow keys', () => {
	it('begins at its first element', () => expect(stepFrom(null, 'ArrowDown', document)).toBe(at('header')));

	it.each([
		['header', 'ArrowRight', 'main'],
		['main', 'ArrowLeft', 'header'],
		['main', 'ArrowDown', 'h1'],
		['p', 'ArrowUp', 'main'],
	])('leads from %s by %s to %s', (from, key, to) => expect(stepFrom(at(from), key, document)).toBe(at(to)));

	it('stays inside the page', () => {
		expect(stepFrom(at('header'), 'ArrowLeft', document)).toBeUndefined();
		expect(stepFrom(at('body'), 'ArrowUp', document)).toBeUndefined();
		expect(stepFrom(at('p'), 'ArrowDown', document)).toBeUndefined();
	});

	it('leaves other keys to the page', () => expect(stepFrom(at('p'), 'a', document)).toBeUndefined());
});
