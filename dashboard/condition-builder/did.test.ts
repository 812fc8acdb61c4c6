import { expect, test } from 'vitest';
import { readDid } from './did.ts';

const event = 'Order Completed';

test.each([
	[{ event, within: '30d', where: { 'properties.total': 5 } }, undefined],
	[{ event, count: { $gte: 2 }, within: 'today', timeZone: 'site' }, undefined],
	[{ event, sum: 'properties.total', $gte: 500, $lt: 900, since: '2026-01-01' }, 'sum'],
])('the row shows all of %j', (json, aggregate) => {
	expect(readDid(json)).toEqual({ fields: json, event, aggregate });
});

test.each([
	[{ event, count: { $gte: 2 }, sum: 'properties.total', $gte: 500 }],
	[{ event, sum: 'properties.total', avg: 'properties.total', $gte: 5 }],
	[{ event, count: 2, $gte: 5 }],
	[{ event, often: true }],
	[{ event: 7 }],
	[{}],
	[[]],
	['Order Completed'],
])('%j stays JSON, so that nothing of it is hidden', (json) => {
	expect(readDid(json)).toBeNull();
});
