import { expect, test } from 'vitest';
import { sayGroup, sayInterval, sayLift, sayMean, sayP, sayShare } from './say.ts';

test('shares and lifts have as many digits as they mean something', () => {
	expect([0, 0.00042, 0.0123, 0.12345, 1.5].map(sayShare)).toEqual(['0 %', '0.042 %', '1.2 %', '12.3 %', '150 %']);
	expect([0.1, -0.04, 0].map(sayLift)).toEqual(['+10 %', '−4 %', '0 %']);
	expect(sayInterval([-0.02, 0.09])).toBe('−2 % … +9 %');
});

test('a variant’s number is a share or an amount, by its goal', () => {
	expect(sayMean({ kind: 'retention' }, 0.25)).toBe('25 %');
	expect(sayMean({ kind: 'sum' }, 1234.567)).toBe('1,234.57');
	expect([0.0001, 0.0317].map(sayP)).toEqual(['< 0.001', '0.032']);
});

test('groups are called as people call them', () => {
	const name = (id: string) => (id === 'vip' ? 'Best customers' : id);
	expect(
		['device:mobile', 'country:CH', 'segment:vip', 'country:', 'country:XX1'].map((one) => sayGroup(one, name)),
	).toEqual([...['Mobile', 'Switzerland', 'Best customers', 'Unknown', 'XX1']]);
});
