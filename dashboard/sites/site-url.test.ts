import { expect, it } from 'vitest';
import { siteUrl } from './site-url.ts';

const local = { protocol: 'http:', hostname: 'localhost', port: '8787' };

it('finds a site on this machine at the dashboard’s port', () => {
	expect(siteUrl('shop.localhost', local)).toBe('http://shop.localhost:8787/');
});

it('keeps a port that the hostname names itself, and leaves public hostnames alone', () => {
	expect(siteUrl('shop.localhost:9000', local)).toBe('http://shop.localhost:9000/');
	expect(siteUrl('shop.example', { protocol: 'https:', hostname: 'ew.example', port: '' })).toBe(
		'https://shop.example/',
	);
});
