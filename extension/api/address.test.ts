import { describe, expect, it } from 'vitest';
import { workspaceOrigin } from './address.ts';
import { matchSite } from './match-site.ts';

describe("a workspace's address", () => {
	it.each([
		['edgewise.example.com', 'https://edgewise.example.com'],
		['  https://edgewise.example.com/experiences?x=1 ', 'https://edgewise.example.com'],
		['localhost:8787', 'http://localhost:8787'],
		['http://localhost:8787', 'http://localhost:8787'],
		['127.0.0.1:8787', 'http://127.0.0.1:8787'],
		['edgewise.localhost', 'http://edgewise.localhost'],
	])('may be typed as %j', (typed, origin) => expect(workspaceOrigin(typed)).toBe(origin));

	it.each(['http://edgewise.example.com', 'http://localhost.evil.example', 'ftp://localhost'])(
		'is refused when the token would travel in the open: %s',
		(typed) => expect(() => workspaceOrigin(typed)).toThrow(/https/),
	);

	it.each(['', 'not an address', 'https://', 'javascript:alert(1)'])('is refused when it is none: %j', (typed) =>
		expect(() => workspaceOrigin(typed)).toThrow(),
	);
});

describe("a page's site", () => {
	const site = (id: string, ...hostnames: string[]) => ({ id, name: id, hostnames, release: null });
	const sites = [
		site('shop', 'shop.example', 'shop.localhost'),
		site('blog', '*.blog.example'),
		site('dev', 'localhost:3000'),
	];

	it.each([
		['https://shop.example/cart?x=1', 'shop'],
		['http://shop.localhost:8787/', 'shop'],
		['https://me.blog.example/', 'blog'],
		['http://localhost:3000/', 'dev'],
	])('is found by its hostname: %s', (url, id) => expect(matchSite(sites, url)?.id).toBe(id));

	it.each([
		'https://evilshop.example/',
		'https://shop.example.evil.example/',
		'https://blog.example/',
		'http://localhost:3001/',
		'ftp://shop.example/',
		'chrome://extensions',
		'',
	])('is none for %j', (url) => expect(matchSite(sites, url)).toBeUndefined());
});
