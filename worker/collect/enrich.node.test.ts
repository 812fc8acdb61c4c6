import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../core/event/index.ts';
import { cutAddress, enrich, robotOf, type Sender } from './enrich.ts';

const receivedAt = Date.parse('2026-11-22T12:00:00Z');
const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

function event(context: object) {
	return parseEvent(
		{ type: 'track', event: 'Seen', anonymousId: 'a', context },
		{ receivedAt, sentAt: null, mintMessageId: () => 'm' },
	);
}

function sender(userAgent: string, more: Partial<Sender> = {}): Sender {
	return { userAgent, hints: null, prefetch: false, geo: {}, locale: null, ...more };
}

describe('filling in the context of an event', () => {
	test('device and browser come from the user agent, which itself is not kept', () => {
		const { context } = enrich(event({}), sender(chrome, { geo: { country: 'DE', timezone: 'Europe/Berlin' } }));
		expect(context).toEqual({
			device: { type: 'desktop', browser: 'Chrome', browserVersion: '150', os: 'Windows' },
			geo: { country: 'DE', timezone: 'Europe/Berlin' },
			timezone: 'Europe/Berlin',
		});
	});

	test('what the event says itself wins', () => {
		const said = { timezone: 'Asia/Tokyo', geo: { country: 'JP' }, device: { type: 'kiosk' } };
		const { context } = enrich(event(said), sender(chrome, { geo: { country: 'DE', timezone: 'Europe/Berlin' } }));
		expect(context).toMatchObject({
			timezone: 'Asia/Tokyo',
			geo: { country: 'JP' },
			device: { type: 'kiosk', os: 'Windows' },
		});
	});

	test('hints in the context of Segment’s client count, and are not kept', () => {
		const userAgentData = {
			brands: [{ brand: 'Google Chrome', version: '151' }],
			platform: 'Windows',
			platformVersion: '15.0.0',
		};
		const { context } = enrich(event({ userAgent: chrome, userAgentData }), null);
		expect(context).toEqual({
			device: { type: 'desktop', browser: 'Chrome', browserVersion: '151', os: 'Windows', osVersion: '11' },
		});
	});

	test('hints of the request say nothing of an event that another browser made', () => {
		const hints = { brands: [{ brand: 'Brave', version: '1' }], mobile: null, platform: null, platformVersion: null };
		const other = enrich(event({ userAgent: firefox }), sender(chrome, { hints }));
		expect(other.context.device).toMatchObject({ browser: 'Firefox' });
		const own = enrich(event({ userAgent: chrome }), sender(chrome, { hints }));
		expect(own.context.device).toMatchObject({ browser: 'Brave' });
	});

	test('a phone’s app is a mobile device with its system', () => {
		const said = { device: { type: 'ios', model: 'iPhone15,2' }, os: { name: 'iPadOS', version: '17.5.1' } };
		expect(enrich(event(said), null).context.device).toEqual({
			...{ type: 'mobile', model: 'iPhone15,2', os: 'iPadOS', osVersion: '17' },
		});
	});

	test('an address in the context is cut', () => {
		expect(enrich(event({ ip: '203.0.113.77' }), null).context).toEqual({ ip: '203.0.113.0' });
	});

	test('a server’s own user agent says nothing of the person', () => {
		expect(enrich(event({}), null).context).toEqual({});
		expect(robotOf(event({}), null)).toBeNull();
	});

	test('robots are told apart by the agent that the event carries, else by the request’s', () => {
		expect(robotOf(event({ userAgent: googlebot }), null)).toBe('crawler');
		expect(robotOf(event({}), sender(googlebot))).toBe('crawler');
		expect(robotOf(event({ userAgent: chrome }), sender(googlebot))).toBeNull();
		expect(robotOf(event({}), sender(chrome, { prefetch: true }))).toBe('prefetch');
	});

	test.each([
		['203.0.113.77', '203.0.113.0'],
		['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
		['::1', '::'],
		['not an address', ''],
		['999.1.2.3.4', ''],
		['203.0.113.77:443', '203.0.113.0'],
		['[2001:db8:85a3:8d3::1]:443', '2001:db8:85a3::'],
		['::ffff:203.0.113.77', '::'],
		['203.0.113.77:443:', ''],
		['203.0.113.77, 10.0.0.1:80', ''],
		['client: 203.0.113.77', ''],
	])('the address %s is kept as %j', (address, kept) => {
		expect(cutAddress(address)).toBe(kept);
	});
});
