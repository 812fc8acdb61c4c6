import { describe, expect, it } from 'vitest';
import { hostMatches, normalizeHost, normalizeOrigin } from './hosts.ts';

describe('a host', () => {
	it.each([
		['Shop.Example', 'shop.example'],
		['shop.example:443', 'shop.example'],
		['shop.example:80', 'shop.example'],
		['shop.example.', 'shop.example'],
		['shop.localhost:8787', 'shop.localhost:8787'],
		['bücher.example', 'xn--bcher-kva.example'],
		['[::1]:8787', '[::1]:8787'],
	])('%s is compared as %s', (text, host) => {
		expect(normalizeHost(text)).toBe(host);
	});

	it.each([
		'',
		' ',
		'https://shop.example',
		'shop.example/',
		'a@b.example',
		'shop example',
		'shop.example:99999',
		'a?b',
	])('is not %j', (text) => {
		expect(normalizeHost(text)).toBeNull();
	});

	it('without port answers on any port, and with one on that port only', () => {
		expect(hostMatches('shop.localhost', 'shop.localhost:8787')).toBe(true);
		expect(hostMatches('shop.localhost:8787', 'shop.localhost:8787')).toBe(true);
		expect(hostMatches('shop.localhost:8787', 'shop.localhost')).toBe(false);
		expect(hostMatches('localhost', 'shop.localhost:8787')).toBe(false);
	});
});

describe('an origin', () => {
	it.each([
		['https://Shop.Example/', 'https://shop.example'],
		['https://shop.example:443', 'https://shop.example'],
		['http://127.0.0.1:8788', 'http://127.0.0.1:8788'],
	])('%s is kept as %s', (text, origin) => {
		expect(normalizeOrigin(text)).toBe(origin);
	});

	it.each(['shop.example', 'ftp://shop.example', 'https://shop.example/a', 'https://u:p@shop.example', 'javascript:1'])(
		'is not %j',
		(text) => {
			expect(normalizeOrigin(text)).toBeNull();
		},
	);
});
