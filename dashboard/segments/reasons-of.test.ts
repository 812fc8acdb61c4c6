import { expect, test } from 'vitest';
import { compile } from '../../core/condition/index.ts';
import { reasonsOf } from './reasons-of.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 24);
const order = { event: 'Order Completed', at: now - 12 * dayMs, properties: {} };
const ada = { attributes: { traits: { plan: 'pro', age: 20 } }, events: [order], segments: [] };
const reasons = (json: object) => reasonsOf(compile({ ...json }).explain(ada, now));

const twice = { $did: { event: 'Order Completed', count: { $gte: 2 }, within: '30d' } };

test('of what does not hold, only what is to blame is told', () => {
	expect(reasons({ 'traits.plan': 'pro', ...twice })).toEqual([
		'Order Completed 1 time in 30 days, needs at least 2; the last was 12 days ago',
	]);
	expect(reasons({ $or: [{ 'traits.plan': 'free' }, twice] })).toHaveLength(2);
});

test('what must not hold is to blame when it does', () => {
	const [reason, ...others] = reasons({ $not: { 'traits.plan': 'pro', 'traits.age': 20 } });
	expect([reason, others.length]).toEqual([expect.stringContaining('pro'), 1]);
	expect(reasons({ $nor: [{ 'traits.plan': 'pro' }, { 'traits.age': 7 }] })).toHaveLength(1);
});

test('of what holds, what makes it so is told; everyone meets nothing', () => {
	expect(reasons({ $or: [{ 'traits.plan': 'pro' }, twice] })).toEqual([expect.stringContaining('pro')]);
	expect(reasons({})).toHaveLength(1);
});
