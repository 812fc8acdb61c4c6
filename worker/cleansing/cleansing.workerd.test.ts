import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, send } from '../testing/workspace.ts';

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('editor');
});

async function traitsOf(visitor: string): Promise<Record<string, unknown>> {
	const traits = (await shardOf(env, visitor).detail(visitor))?.traits ?? {};
	return Object.fromEntries(Object.entries(traits).map(([trait, { value }]) => [trait, value]));
}

async function identify(traits: Record<string, unknown>): Promise<string> {
	const anonymousId = newVisitor();
	await send([{ type: 'identify', anonymousId, traits }]);
	return anonymousId;
}

describe('cleansing', () => {
	test('brings addresses and telephone numbers into one form from the beginning', async () => {
		const visitor = await identify({ email: ' Ada@Example.com', phone: '+49 30 901820', name: ' Ada ' });
		expect(await traitsOf(visitor)).toEqual({ email: 'ada@example.com', phone: '+4930901820', name: ' Ada ' });
	});

	test('follows the workspace’s own rules at once', async () => {
		const rules = [
			{ trait: 'name', steps: ['trim', 'title'] },
			{ trait: 'orders', steps: ['number'] },
		];
		expect(await api('PUT', '/cleansing', { rules })).toMatchObject({ status: 200 });
		const visitor = await identify({ email: 'Ada@Example.com', name: ' ada  LOVELACE', orders: '1.234,5' });
		expect(await traitsOf(visitor)).toEqual({ email: 'Ada@Example.com', name: 'Ada Lovelace', orders: 1234.5 });
		expect(await api('GET', '/cleansing')).toMatchObject({ body: { rules } });
	});

	test('refuses rules with a mistake at its place', async () => {
		const put = (rules: unknown) => api('PUT', '/cleansing', { rules });
		expect(await put([{ trait: 'name', steps: ['polish'] }])).toMatchObject({ status: 400 });
		expect(await put([{ trait: '', steps: ['trim'] }])).toMatchObject({ status: 400 });
		expect(await put([{ trait: 'name', steps: [] }])).toMatchObject({ status: 400 });
		const twice = { trait: 'name', steps: ['trim'] };
		expect(await put([twice, twice])).toMatchObject({ status: 400 });
	});

	test('is for editors', async () => {
		const viewer = await callAs('viewer');
		expect(await viewer('PUT', '/cleansing', { rules: [] })).toMatchObject({ status: 403 });
	});
});
