import { expect, test } from 'vitest';
import { linkedHosts } from './linked-hosts.ts';
import { fillIn, takeApart } from './tag-text.ts';

const values = { REGION: 'enam', SHARDS: '16', ID: '', LINKS: 'a.example,b.example' };

test('the tag has the values where their placeholders were', () => {
	const template = takeApart("x='__EW_REGION__ __EW_SHARDS__'.split(' '),y='__EW_ID__',z='__EW_LINKS__';__EW_SHARDS__");
	expect(fillIn(template, values)).toBe("x='enam 16'.split(' '),y='',z='a.example,b.example';16");
});

test('a tag without placeholders stays as it is', () => {
	expect(fillIn(takeApart('let __EW_OTHER__ = 1'), values)).toBe('let __EW_OTHER__ = 1');
});

test('a value that looks like a pattern or a placeholder is text', () => {
	const template = takeApart('[__EW_ID__][__EW_LINKS__]');
	expect(fillIn(template, { ...values, ID: '$&$1', LINKS: '__EW_ID__' })).toBe('[$&$1][__EW_ID__]');
});

test('a site’s other hosts are at most twenty, and none that could end a text in the script', () => {
	const hostnames = ["a'b.example", 'shop.example', 'blog.example:8443', 'x`y.example'];
	expect(linkedHosts({ hostnames }, 'shop.example')).toBe('blog.example:8443');
	const many = Array.from({ length: 100 }, (_, i) => `h${i}.example`);
	expect(linkedHosts({ hostnames: many }, 'h0.example').split(',')).toHaveLength(20);
});
