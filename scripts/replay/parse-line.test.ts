import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLine, parseTime } from './parse-line.ts';
import { line } from './testing/line.ts';

test('a line is read whole', () => {
	expect(parseLine(line({ referrer: 'https://example.org/a?b=c', request: 'GET /a?b=%20 HTTP/1.0' }))).toEqual({
		ip: '203.0.113.9',
		at: new Date('2015-05-17T10:05:03Z'),
		method: 'GET',
		target: '/a?b=%20',
		status: 200,
		referrer: 'https://example.org/a?b=c',
		userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/115.0',
	});
});

test('escaped quotes and bytes belong to the agent, and a dash is nothing', () => {
	expect(parseLine(line({ agent: String.raw`a \"b\" \x41 \\` }))?.userAgent).toBe('a "b" A \\');
	expect(parseLine(line({ agent: '-' }))).toMatchObject({ referrer: '', userAgent: '' });
});

test('addresses of IPv6, a user with spaces, and fields after the agent are taken', () => {
	expect(parseLine(line({ ip: '2001:db8::1' }))?.ip).toBe('2001:db8::1');
	expect(parseLine(line().replace('- - [', '- ada lovelace ['))?.status).toBe(200);
	expect(parseLine(`${line()} "extra" 0.003`)?.status).toBe(200);
});

test.each([
	'',
	'hello',
	line().slice(0, -1),
	line({ request: '-' }),
	line({ request: String.raw`\x16\x03\x01` }),
	line({ request: 'GET /a b HTTP/1.1' }),
	line({ time: 'yesterday' }),
	line({ time: '31/Feb/2015:10:00:00 +0000' }),
	line({ status: 20 }),
])('%j is malformed', (text) => {
	expect(parseLine(text)).toBeNull();
});

describe('times', () => {
	test.each([
		['29/Feb/2016:23:59:59 +0000', '2016-02-29T23:59:59.000Z'],
		['01/Jan/2015:00:30:00 +0130', '2014-12-31T23:00:00.000Z'],
		['17/May/2015:10:05:03 -0800', '2015-05-17T18:05:03.000Z'],
	])('%s is %s', (text, iso) => {
		expect(parseTime(text)?.toISOString()).toBe(iso);
	});

	test.each(['29/Feb/2015:00:00:00 +0000', '17/Mai/2015:10:05:03 +0000', '17/May/2015:25:00:00 +0000', ''])(
		'%j never was',
		(text) => {
			expect(parseTime(text)).toBeNull();
		},
	);
});

test('no text makes it throw', () => {
	const pieces = fc.constantFrom(
		'"',
		'\\',
		'[',
		']',
		' ',
		'-',
		'200',
		'\\x',
		line(),
		'17/May/2015:10:05:03 +0000',
		'GET / HTTP/1.1',
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({ unit: 'binary-ascii' }),
				fc.array(pieces).map((parts) => parts.join('')),
			),
			(text) => {
				parseLine(text);
			},
		),
	);
});

test.each([
	['quotes', '"'],
	['backslashes', '\\'],
	['escaped quotes', '\\"'],
	['brackets', '[['],
	['spaces', ' '],
	['fields', '"a" '],
	['status codes', '"" 200 1 '],
	['letters', 'a'],
])('64 KB of %s are refused in no time', (_, unit) => {
	const started = performance.now();
	const filler = unit.repeat(65_536 / unit.length);
	for (const text of [filler, line().slice(0, -1) + filler, `1 - - ${filler}`, `1 - - [x] "${filler}`]) parseLine(text);
	expect(performance.now() - started).toBeLessThan(500);
});
