import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLine } from './parse-line.ts';
import { line } from './testing/line.ts';
import { toEvent } from './to-event.ts';

const origin = 'http://shop.localhost:8787';

function eventOf(text: string) {
	const read = parseLine(text);
	return read && toEvent(read, text, origin);
}

test('a page view says when, where, from where and with what', () => {
	const event = eventOf(line({ request: 'GET /a/b?page=2 HTTP/1.1', referrer: 'https://example.org/' }));
	const page = { url: `${origin}/a/b?page=2`, path: '/a/b', search: '?page=2', referrer: 'https://example.org/' };
	expect(event).toMatchObject({
		type: 'page',
		timestamp: '2015-05-17T10:05:03.000Z',
		properties: page,
		context: { page, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/115.0' },
	});
	expect(event?.context).not.toHaveProperty('campaign');
});

test('a campaign has Segment’s names', () => {
	const event = eventOf(line({ request: 'GET /?utm_source=news&utm_medium=mail&utm_campaign=May%3A+one HTTP/1.1' }));
	expect(event?.context.campaign).toEqual({ source: 'news', medium: 'mail', name: 'May: one' });
});

describe('people', () => {
	const idOf = (parts: Parameters<typeof line>[0]) => eventOf(line(parts))?.anonymousId;

	test('are one by address and agent, whenever and wherever they look', () => {
		expect(idOf({ request: 'GET /b HTTP/1.1', time: '18/May/2015:10:05:03 +0000' })).toBe(idOf({}));
		expect(idOf({ ip: '203.0.113.10' })).not.toBe(idOf({}));
		expect(idOf({ agent: 'other' })).not.toBe(idOf({}));
	});

	test('send no address', () => {
		expect(JSON.stringify(eventOf(line()))).not.toContain('203.0.113');
	});
});

test('the same line is the same event, and another line is another', () => {
	expect(eventOf(line())).toEqual(eventOf(line()));
	expect(eventOf(line())?.messageId).not.toBe(eventOf(line({ status: 304 }))?.messageId);
});

test.each([
	['//evil.example/a', `${origin}//evil.example/a`],
	['http://elsewhere.example/a', 'http://elsewhere.example/a'],
	['/a%zz', `${origin}/a%zz`],
])('the target %s is at %s', (target, url) => {
	expect(eventOf(line({ request: `GET ${target} HTTP/1.1` }))?.properties.url).toBe(url);
});

test.each(['*', 'javascript:alert(1)', 'example.org:443'])('%s is no page', (target) => {
	expect(eventOf(line({ request: `GET ${target} HTTP/1.1` }))).toBeNull();
});

test('no line makes it throw', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'binary-ascii' }), (path, agent) => {
			eventOf(line({ request: `GET ${path} HTTP/1.1`, agent }));
		}),
	);
});
