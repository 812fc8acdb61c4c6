import { expect, test } from 'vitest';
import { redirectTarget } from './redirect.ts';

const page = 'https://shop.example/old?utm_source=x&b=1%202#top';

test.each([
	['/new', 'https://shop.example/new?utm_source=x&b=1%202#top'],
	['new#end', 'https://shop.example/new?utm_source=x&b=1%202#end'],
	['/new?b=3', 'https://shop.example/new?b=3&utm_source=x#top'],
	['https://other.example/', 'https://other.example/?utm_source=x&b=1%202#top'],
	['/old?v=2', 'https://shop.example/old?v=2&utm_source=x&b=1+2#top'],
])('to %s: %s', (to, expected) => {
	expect(redirectTarget(to, page)).toBe(expected);
});

test.each(['/old', '/old/', '/old?utm_source=x', '', 'javascript:alert(1)', 'https://', '//'])(
	'to %j leads nowhere from there',
	(to) => {
		expect(redirectTarget(to, page)).toBeNull();
	},
);
