import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { accountCall, rowCall } from './row-call.ts';
import type { ColumnMapping, ImportKind, Mapping } from './types.ts';

const asOf = Date.UTC(2026, 0, 5);

function mapping(columns: readonly Partial<ColumnMapping>[], more: Partial<Mapping> = {}): Mapping {
	const whole = columns.map((column) => ({ column: column.to ?? '', to: '', type: 'text' as const, ...column }));
	return { columns: whole, timeZone: 'UTC', decimal: '.', ...more };
}

function call(kind: ImportKind, row: Record<string, unknown>, by: Mapping) {
	return rowCall(kind, new Map(Object.entries(row)), by, asOf);
}

function refusalOf(act: () => unknown): Partial<Refusal> {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error.toJSON();
	}
	throw new Error('nothing was refused');
}

describe('a row', () => {
	test('of people is an identify call as of the file’s moment, with the values that their columns say', () => {
		const by = mapping([
			{ to: 'userId' },
			{ to: 'email' },
			{ to: 'traits.plan' },
			{ to: 'traits.spent', type: 'number' },
			{ to: 'traits.vip', type: 'boolean' },
			{ to: 'traits.since', type: 'date', format: 'dmy' },
			{ to: 'traits.tags', type: 'list', separator: ';' },
			{ column: 'notes', to: '' },
		]);
		const row = { userId: ' u-1 ', email: 'Ada@example.com', 'traits.plan': 'pro', 'traits.spent': '1,234.50' };
		const more = { 'traits.vip': 'Yes', 'traits.since': '1.12.2010', 'traits.tags': 'a; b;;', notes: 'x' };
		expect(call('people', { ...row, ...more }, by)).toEqual({
			type: 'identify',
			userId: 'u-1',
			timestamp: '2026-01-05T00:00:00.000Z',
			traits: {
				email: 'Ada@example.com',
				plan: 'pro',
				spent: 1234.5,
				vip: true,
				since: '2010-12-01T00:00:00.000Z',
				tags: ['a', 'b'],
			},
		});
	});

	test('of people may say which company they belong to, and something of it', () => {
		const by = mapping([
			{ to: 'userId' },
			{ to: 'groupId' },
			{ to: 'account.plan' },
			{ to: 'account.employees', type: 'number' },
		]);
		const say = (row: Record<string, unknown>) => accountCall(new Map(Object.entries(row)), by, asOf);
		const row = { userId: 'u-1', groupId: 'acme', 'account.plan': 'pro', 'account.employees': '1,200' };
		expect(say(row)).toEqual({
			type: 'group',
			userId: 'u-1',
			timestamp: '2026-01-05T00:00:00.000Z',
			groupId: 'acme',
			traits: { plan: 'pro', employees: 1200 },
		});
		expect(call('people', row, by)).toEqual({
			type: 'identify',
			userId: 'u-1',
			timestamp: '2026-01-05T00:00:00.000Z',
			traits: {},
		});
		expect(say({ userId: 'u-1', groupId: '', 'account.plan': '', 'account.employees': '' })).toBeNull();
		expect(refusalOf(() => say({ userId: 'u-1', groupId: '', 'account.plan': 'pro' }))).toMatchObject({
			code: 'import-account',
			path: 'groupId',
		});
	});

	test('of events is a track call at its own time, by a column or by one name for all', () => {
		const by = mapping([
			{ to: 'userId' },
			{ to: 'timestamp', type: 'date', format: 'ymd' },
			{ to: 'properties.total', type: 'number' },
		]);
		const row = { userId: '00001', timestamp: '19970101', 'properties.total': '11.77' };
		expect(call('events', row, { ...by, event: 'Order Completed' })).toEqual({
			type: 'track',
			event: 'Order Completed',
			userId: '00001',
			timestamp: '1997-01-01T00:00:00.000Z',
			properties: { total: 11.77 },
		});
		const named = mapping([{ to: 'userId' }, { to: 'event' }]);
		expect(call('events', { userId: 'u', event: 'Signed Up' }, named)).toMatchObject({ event: 'Signed Up' });
		expect(call('events', { userId: 'u', event: 'Page Viewed' }, named)).toMatchObject({ type: 'page' });
	});

	test('with an empty cell says nothing of that trait', () => {
		const by = mapping([{ to: 'userId' }, { to: 'traits.plan' }, { to: 'traits.age', type: 'number' }]);
		expect(call('people', { userId: 'u', 'traits.plan': '', 'traits.age': ' ' }, by)).toMatchObject({ traits: {} });
	});

	test('with only an address is about whoever has that address, however it is written', () => {
		const by = mapping([{ to: 'email' }]);
		const [one, two] = ['Ada@Example.com', 'ada@example.com'].map((email) => call('people', { email }, by));
		expect(one?.anonymousId).toBe('email:ada@example.com');
		expect(two?.anonymousId).toBe(one?.anonymousId);
	});

	test('keeps keys with dots and dollar signs, and JSON values as they are', () => {
		const by = mapping([
			{ to: 'userId' },
			{ to: 'traits.a.b.$c', type: 'any' },
			{ to: 'traits.__proto__', type: 'any' },
		]);
		const row = new Map<string, unknown>([
			['userId', 7],
			['traits.a.b.$c', { deep: [1, null] }],
			['traits.__proto__', 'x'],
		]);
		const made = rowCall('people', row, by, asOf);
		expect(made.userId).toBe('7');
		expect(Object.entries(Object(made.traits))).toEqual([
			['a.b.$c', { deep: [1, null] }],
			['__proto__', 'x'],
		]);
	});

	test('that says not whom it is about, or has a value of another type, is refused with its column', () => {
		const by = mapping([
			{ column: 'CustomerID', to: 'userId' },
			{ column: 'Total', to: 'traits.total', type: 'number' },
		]);
		expect(refusalOf(() => call('people', { CustomerID: '' }, by))).toMatchObject({
			code: 'import-identity',
			path: 'CustomerID',
		});
		expect(
			refusalOf(() => call('people', { Mail: 'broken-mail' }, mapping([{ column: 'Mail', to: 'email' }]))),
		).toMatchObject({
			code: 'import-identity',
			path: 'Mail',
			message: '“broken-mail” is no e-mail address, and nothing else says whom the row is about.',
		});
		expect(refusalOf(() => call('people', { CustomerID: '1', Total: 'a lot' }, by))).toMatchObject({
			code: 'import-value',
			path: 'Total',
			message: '"a lot" is no number.',
		});
		expect(refusalOf(() => call('events', { CustomerID: '1' }, by))).toMatchObject({ code: 'import-event' });
	});

	test('reads numbers with the decimal sign that the file uses', () => {
		const by = mapping([{ to: 'userId' }, { to: 'traits.n', type: 'number' }], { decimal: ',' });
		const read = (n: string) => Object(call('people', { userId: 'u', 'traits.n': n }, by).traits).n;
		expect([read('1.234,5'), read('1 234,5'), read('-3,25'), read('€ 7')]).toEqual([1234.5, 1234.5, -3.25, 7]);
		expect(refusalOf(() => read('12;5')).path).toBe('traits.n');
	});

	test('takes a sign for one between thousands only where it stands between thousands', () => {
		const read = (n: string, decimal: '.' | ',') =>
			Object(
				call(
					'people',
					{ userId: 'u', 'traits.n': n },
					mapping([{ to: 'userId' }, { to: 'traits.n', type: 'number' }], { decimal }),
				).traits,
			).n;
		expect([read('1,234.5', '.'), read('12,34,567', '.'), read('-$1,000', '.'), read('1.234.567', ',')]).toEqual([
			1234.5, 1234567, -1000, 1234567,
		]);
		for (const n of ['1,5', '12,75', '1,2345', '1.5,5']) expect(refusalOf(() => read(n, '.')).path).toBe('traits.n');
		for (const n of ['1.5', '12.75', '1,5.5']) expect(refusalOf(() => read(n, ',')).path).toBe('traits.n');
	});

	test('keeps what no column of the mapping speaks of, and leaves out what one says to', () => {
		const by = mapping([{ to: 'userId' }, { column: 'secret', to: '' }]);
		const row = { userId: 'u', secret: 's', late: { x: 1 }, 'traits.plan': 'pro', empty: '', none: null };
		expect(call('people', row, by).traits).toEqual({ late: { x: 1 }, plan: 'pro' });
		expect(call('events', row, { ...by, event: 'E' }).properties).toEqual({ late: { x: 1 }, 'traits.plan': 'pro' });
	});

	test('makes a group call of nobody of a company', () => {
		const by = mapping([{ to: 'groupId' }, { column: 'size', to: 'account.size.$now', type: 'number' }]);
		expect(call('accounts', { groupId: 'acme', size: '12', late: 'x' }, by)).toMatchObject({
			type: 'group',
			groupId: 'acme',
			traits: { 'size.$now': 12, late: 'x' },
		});
		expect(call('accounts', { groupId: 'acme' }, by)).not.toHaveProperty('userId');
		expect(refusalOf(() => call('accounts', { groupId: '', size: '1' }, by))).toMatchObject({
			code: 'import-account',
			path: 'groupId',
		});
	});
});
