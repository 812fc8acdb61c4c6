import { describe, expect, it } from 'vitest';
import { readCircumstances } from './read-circumstances.ts';

describe('the circumstances of an event', () => {
	it('are told in words, as far as they are known', () => {
		const context = {
			device: { type: 'mobile', browser: 'Firefox', os: 'Android' },
			geo: { city: 'Dunedin', country: 'NZ' },
			page: { url: 'https://shop.example/a', title: 'A' },
			campaign: { source: 'letter', name: 'spring' },
			consent: { analytics: true, email: false },
			violations: [{ path: 'properties.total', rule: 'type', message: 'Should be a number, is text.' }],
		};
		expect(readCircumstances({ context, properties: {} })).toEqual({
			facts: [
				['Page title', 'A'],
				['Device', 'mobile · Firefox · Android'],
				['Place', 'Dunedin, NZ'],
				['Campaign', 'letter · spring'],
			],
			pageUrl: 'https://shop.example/a',
			consent: [
				['analytics', true],
				['email', false],
			],
			violations: context.violations,
		});
	});

	it('are read in Segment’s form of consent too', () => {
		const context = { consent: { categoryPreferences: { analytics: false } } };
		expect(readCircumstances({ context, properties: {} }).consent).toEqual([['analytics', false]]);
	});

	it.each([
		[{}],
		[{ device: 'x', geo: [], page: null, campaign: 5, consent: 'yes', violations: {} }],
		[{ device: { type: {}, browser: ['x'] }, consent: { analytics: 'yes' }, library: { name: 5 } }],
	])('are unknown where %j says nothing', (context) => {
		expect(readCircumstances({ context, properties: {} })).toEqual({
			facts: [],
			pageUrl: null,
			consent: null,
			violations: [],
		});
	});

	it('are short, however long a visitor made them', () => {
		const context = {
			locale: 'x'.repeat(9_000),
			violations: Array(500).fill({ message: 'y'.repeat(9_000) }),
			page: { path: 'z'.repeat(9_000) },
		};
		expect(JSON.stringify(readCircumstances({ context, properties: {} })).length).toBeLessThan(5_000);
	});
});
