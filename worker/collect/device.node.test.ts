import { describe, expect, test } from 'vitest';
import { type ClientHints, hintsIn, hintsOf } from './client-hints.ts';
import { deviceOf } from './device.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const windowsChrome = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/150.0.0.0 Safari/537.36`;

function hints(headers: Record<string, string>): ClientHints | null {
	return hintsOf(new Request('https://edge.example/', { headers }));
}

const chromeBrands = '"Not)A;Brand";v="8", "Chromium";v="150", "Google Chrome";v="150"';

describe('the device behind a user agent alone', () => {
	test.each([
		[
			'Chrome on some Windows',
			windowsChrome,
			{ type: 'desktop', browser: 'Chrome', browserVersion: '150', os: 'Windows' },
		],
		[
			'Chrome on some Android phone',
			`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/150.0.0.0 Mobile Safari/537.36`,
			{ type: 'mobile', browser: 'Chrome', browserVersion: '150', os: 'Android' },
		],
		[
			'Chrome on some Android tablet',
			`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/150.0.0.0 Safari/537.36`,
			{ type: 'tablet', browser: 'Chrome', browserVersion: '150', os: 'Android' },
		],
		[
			'Safari on some Mac',
			'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
			{ type: 'desktop', browser: 'Safari', browserVersion: '18', os: 'Mac OS' },
		],
		[
			'Safari on an iPhone, which says its version',
			'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
			{ type: 'mobile', browser: 'Mobile Safari', browserVersion: '17', os: 'iOS', osVersion: '17' },
		],
		[
			'an app on an Android that says its version',
			'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36',
			{ type: 'mobile', browser: 'Chrome', browserVersion: '150', os: 'Android', osVersion: '14' },
		],
	])('is told, without the versions that every browser says for ever: %s', (_, userAgent, device) => {
		expect(deviceOf(userAgent)).toEqual(device);
	});

	test('is nothing when there is none, and something when it is rubbish', () => {
		expect(deviceOf('')).toEqual({});
		expect(deviceOf('x'.repeat(30_000))).toEqual({ type: 'desktop' });
	});
});

describe('the device with client hints', () => {
	test.each([
		['1.0.0', '10'],
		['10.0.0', '10'],
		['13.0.0', '11'],
		['19.0.0', '11'],
		['0.3.0', undefined],
	])('knows Windows %s as Windows %s', (platformVersion, osVersion) => {
		const sent = hints({
			'sec-ch-ua': chromeBrands,
			'sec-ch-ua-mobile': '?0',
			'sec-ch-ua-platform': '"Windows"',
			'sec-ch-ua-platform-version': `"${platformVersion}"`,
		});
		expect(deviceOf(windowsChrome, sent)).toEqual({
			...{ type: 'desktop', browser: 'Chrome', browserVersion: '150', os: 'Windows' },
			...(osVersion && { osVersion }),
		});
	});

	test('claims no version of Windows when nobody says it', () => {
		const sent = hints({ 'sec-ch-ua': chromeBrands, 'sec-ch-ua-mobile': '?0', 'sec-ch-ua-platform': '"Windows"' });
		expect(deviceOf(windowsChrome, sent)).not.toHaveProperty('osVersion');
	});

	test('knows browsers that hide in their user agent', () => {
		const sent = hints({ 'sec-ch-ua': '"Brave";v="150", "Not_A Brand";v="24", "Chromium";v="150"' });
		expect(deviceOf(windowsChrome, sent)).toMatchObject({ browser: 'Brave', browserVersion: '150' });
	});

	test('takes the engine’s name where a browser has none', () => {
		const sent = hints({ 'sec-ch-ua': '"Chromium";v="150", "Not=A?Brand";v="24"' });
		expect(deviceOf(windowsChrome, sent)).toMatchObject({ browser: 'Chromium', browserVersion: '150' });
	});

	test('takes them from what Segment’s client puts into the context', () => {
		const said = hintsIn({
			brands: [
				{ brand: 'Microsoft Edge', version: '150' },
				{ brand: 'Not.A/Brand', version: '99' },
				null,
				{ brand: 7 },
			],
			mobile: true,
			platform: 'Android',
			platformVersion: '15.0.0',
		});
		const mobile = `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/150.0.0.0 Mobile Safari/537.36`;
		expect(deviceOf(mobile, said)).toEqual({
			type: 'mobile',
			browser: 'Edge',
			browserVersion: '150',
			os: 'Android',
			osVersion: '15',
		});
	});

	test.each([[null], ['text'], [[]], [{}], [{ brands: 'Chrome' }]])('makes nothing of %j', (rubbish) => {
		expect(hintsIn(rubbish)).toBeNull();
	});

	test('reads nothing into headers that are rubbish', () => {
		const sent = hints({ 'sec-ch-ua': '"""";;v=,,', 'sec-ch-ua-mobile': 'maybe', 'sec-ch-ua-platform': '""' });
		expect(deviceOf(windowsChrome, sent)).toEqual(deviceOf(windowsChrome));
	});
});
