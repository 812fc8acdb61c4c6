import { expect, test } from 'vitest';
import { withProperties } from './style.ts';

test.each([
	[null, { color: 'red' }, 'color: red;'],
	['', { color: 'red', margin: null }, 'color: red;'],
	['color:blue;margin:0', { color: 'red' }, 'margin:0; color: red;'],
	['COLOR : blue !important', { color: 'red' }, 'color: red;'],
	['--Gap: 1px; --gap: 2px', { '--gap': '3px' }, '--Gap: 1px; --gap: 3px;'],
	['background:url("a;color:b");color:blue', { color: null }, 'background:url("a;color:b");'],
	[
		"background:url(data:a;b);font:'x;color:red'",
		{ color: 'red' },
		"background:url(data:a;b); font:'x;color:red'; color: red;",
	],
	['/* color: x; */ color: blue; top: 0', { color: 'red' }, 'top: 0; color: red;'],
	['color: blue', { color: null }, ''],
])('%j with %j is %j', (style, properties, expected) => {
	expect(withProperties(style, properties)).toBe(expected);
});
