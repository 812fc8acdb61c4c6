import { describe, expect, it } from 'vitest';
import type { Plan } from '../../core/plan/index.ts';
import { parsePlan, printPlan } from './check-plan.ts';

describe('a plan as text', () => {
	it('comes back as it was', () => {
		const plan: Plan = {
			unplanned: 'violation',
			violations: 'keep',
			events: [
				{ name: 'Order Completed', properties: { properties: { total: { type: 'number', exclusiveMinimum: 0 } } } },
			],
		};
		expect(parsePlan(printPlan(plan))).toEqual({ plan, problem: null });
	});

	it('says where it is wrong, and how to mend it', () => {
		expect(parsePlan('{ "events": [{ "name": "A", "properties": { "typ": 1 } }] }').problem).toMatchObject({
			path: 'events[0].properties.typ',
			hint: expect.stringContaining('type'),
		});
		expect(parsePlan('{').problem).toMatchObject({ path: '', message: 'This is not JSON yet.' });
	});
});
