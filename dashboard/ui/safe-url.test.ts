import { describe, expect, it } from 'vitest';
import { safeUrl, shortUrl } from './safe-url.ts';

describe('a visitor’s URL', () => {
	it.each(['https://shop.example/a?b=1', 'http://shop.example/', 'HTTPS://SHOP.example/'])(
		'%s may be a link',
		(url) => {
			expect(safeUrl(url)).toBe(new URL(url).href);
		},
	);

	it.each([
		'javascript:alert(1)',
		' javascript:alert(1)',
		'java\nscript:alert(1)',
		'data:text/html,<script>alert(1)</script>',
		'vbscript:x',
		'blob:https://shop.example/1',
		'//evil.example',
		'/path',
		'https://',
		'',
		null,
		undefined,
	])('%s stays text', (url) => {
		expect(safeUrl(url)).toBeNull();
	});

	it('is shortened to its path and search only when it is a web address', () => {
		expect(shortUrl('https://shop.example/a?b=1#c')).toBe('/a?b=1');
		expect(shortUrl('javascript:alert(1)')).toBe('javascript:alert(1)');
	});
});
