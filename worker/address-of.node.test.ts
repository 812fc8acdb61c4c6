import { describe, expect, test } from 'vitest';
import { addressOf, isHttps } from './address-of.ts';

function request(headers: Record<string, string>, clientIp?: string): Request {
	const made = new Request('http://edge.example/v1/batch', { headers });
	return clientIp === undefined ? made : Object.assign(made, { cf: { clientIp } });
}

describe('the address of a request', () => {
	test('on Cloudflare is what Cloudflare says, whatever else the client sends', () => {
		const sent = { 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1' };
		expect(addressOf(request(sent, '192.0.2.1:5'), { CLIENT_ADDRESS: 'cloudflare' })).toBe('203.0.113.7');
		expect(addressOf(request(sent), {})).toBe('203.0.113.7');
		expect(addressOf(request({ 'x-forwarded-for': '198.51.100.1' }), {})).toBeNull();
	});

	test('on one’s own machine is the connection’s: no header is believed', () => {
		const sent = { 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1' };
		expect(addressOf(request(sent, '192.0.2.1:54768'), { CLIENT_ADDRESS: 'socket' })).toBe('192.0.2.1');
		expect(addressOf(request(sent), { CLIENT_ADDRESS: 'socket' })).toBeNull();
	});

	test('behind one’s own proxy is the last hop that the proxy wrote, never what the client claims before it', () => {
		const proxy = { CLIENT_ADDRESS: 'proxy' };
		expect(addressOf(request({ 'x-forwarded-for': '10.0.0.1, 198.51.100.1' }, '127.0.0.1:1'), proxy)).toBe(
			'198.51.100.1',
		);
		expect(addressOf(request({ 'x-forwarded-for': '198.51.100.1, rubbish' }, '127.0.0.1:1'), proxy)).toBe('127.0.0.1');
		expect(addressOf(request({}, '127.0.0.1:1'), proxy)).toBe('127.0.0.1');
	});

	test.each([
		['203.0.113.7:443', '203.0.113.7'],
		['::ffff:203.0.113.7', '203.0.113.7'],
		['[::ffff:203.0.113.7]:443', '203.0.113.7'],
		['2001:DB8:0:0::1', '2001:db8::1'],
		['[2001:db8::1]:443', '2001:db8::1'],
		['fe80::1%eth0', 'fe80::1'],
		['', null],
		['unknown', null],
		['2001:db8::1::2', null],
		['203.0.113.7, 10.0.0.1', null],
	])('%j is read as %j', (said, address) => {
		expect(addressOf(request({ 'cf-connecting-ip': said }), {})).toBe(address);
	});
});

test('https is what the connection is, or what a trusted proxy says of it', () => {
	const forwarded = request({ 'x-forwarded-proto': 'https' });
	expect(isHttps(forwarded, { CLIENT_ADDRESS: 'proxy' })).toBe(true);
	expect(isHttps(forwarded, { CLIENT_ADDRESS: 'socket' })).toBe(false);
	expect(isHttps(new Request('https://edge.example/'), {})).toBe(true);
});
