import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { compilePlan } from './index.ts';
import { planCases } from './read-cases.ts';

const { check, refuse } = planCases();

describe('a plan finds', () => {
	test.each(check)('$name', ({ properties, event, violations, places }) => {
		const plan = compilePlan({ events: [{ name: 'E', ...(properties !== undefined && { properties }) }] });
		const found = plan.checkEvent({ type: 'track', event: 'E', properties: event, traits: null });
		expect(found.map(({ path, rule, message }) => [path, rule, message])).toEqual(violations);
		if (places) expect(found.map(({ place }) => place)).toEqual(places);
	});
});

describe('compilePlan refuses', () => {
	test.each(refuse)('$name', ({ plan, schema, path, hint }) => {
		const refusal = refusalOf(plan ?? { events: [{ name: 'E', properties: schema }] });
		expect(refusal).toMatchObject({ code: 'plan-invalid', path, hint: expect.stringContaining(hint ?? '') });
		expect(refusal.hint).toMatch(/\S/);
	});

	test('more than 256 KB, 500 events, and rules within rules without end', () => {
		expect(refusalOf({ events: [{ name: 'E', description: 'x'.repeat(300_000) }] }).message).toMatch(/256 KB/);
		const many = Array.from({ length: 501 }, (_, i) => ({ name: `E${i}` }));
		expect(refusalOf({ events: many }).path).toBe('events');
		let deep: unknown = {};
		for (let i = 0; i < 12; i++) deep = { items: deep };
		expect(refusalOf({ events: [{ name: 'E', properties: { properties: { a: deep } } }] }).message).toMatch(/deeper/);
		const endless: Record<string, unknown> = {};
		endless.items = endless;
		expect(refusalOf({ events: [{ name: 'E', properties: endless }] }).message).toMatch(/not JSON/);
	});
});

function refusalOf(plan: unknown): Refusal {
	try {
		compilePlan(plan);
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	throw new Error('It was not refused.');
}
