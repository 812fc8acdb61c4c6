import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../core/event/index.ts';
import { cutAddress, enrich, isRobot } from './enrich.ts';

const receivedAt = Date.parse('2026-11-22T12:00:00Z');
const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

function event(context: object) {
	return parseEvent(
		{ type: 'track', event: 'Seen', anonymousId: 'a', context },
		{ receivedAt, sentAt: null, mintMessageId: () => 'm' },
	);
}

describe('filling in the context of an event', () => {
	test('device and browser come from the user agent, which itself is not kept', () => {
		const { context } = enrich(event({}), { userAgent: chrome, geo: { country: 'DE' } });
		expect(context).toEqual({
			device: { type: 'desktop', browser: 'Chrome', os: 'Windows' },
			geo: { country: 'DE' },
		});
	});

	test('a server’s own user agent says nothing of the person', () => {
		expect(enrich(event({}), null).context).toEqual({});
		expect(isRobot(event({}), null)).toBe(false);
	});

	test('robots are told apart by the agent that the event carries, else by the request’s', () => {
		expect(isRobot(event({ userAgent: googlebot }), null)).toBe(true);
		expect(isRobot(event({}), { userAgent: googlebot, geo: {} })).toBe(true);
		expect(isRobot(event({ userAgent: chrome }), { userAgent: googlebot, geo: {} })).toBe(false);
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
