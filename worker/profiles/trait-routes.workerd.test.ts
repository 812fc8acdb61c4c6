import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { callAs } from '../testing/sign-in.ts';
import { addSegment, newVisitor, openWorkspace, secretKey, send } from '../testing/workspace.ts';
import { shardOf } from './address.ts';

beforeEach(() => openWorkspace());

const seenAt = '2026-01-05T10:00:00.000Z';

async function visitor(traits: Record<string, unknown>, key?: string): Promise<string> {
	const id = newVisitor();
	const said = { type: 'identify', anonymousId: id, traits, timestamp: seenAt };
	await send([{ ...said, sentAt: new Date().toISOString() }], key === undefined ? {} : { key });
	return id;
}

const detailOf = (id: string) => shardOf(env, id).detail(id);

test('what a teammate says stands over what a browser claims, is in the history, and moves segments', async () => {
	await addSegment('gold', { 'traits.plan': 'gold' });
	const id = await visitor({ plan: 'free', city: 'Bern' });
	const call = await callAs('editor');
	expect(await call('PATCH', `/profiles/${id}/traits`, { traits: { plan: 'gold', tags: ['a', { b: 1 }] } })).toEqual({
		status: 204,
		body: null,
	});
	await send([{ type: 'identify', anonymousId: id, traits: { plan: 'platinum' } }]);
	const detail = await detailOf(id);
	expect(detail?.traits).toMatchObject({
		plan: { value: 'gold', source: 'teammate' },
		city: { value: 'Bern' },
		tags: { value: ['a', { b: 1 }] },
	});
	expect(detail?.segments).toMatchObject([{ id: 'gold' }]);
	const { items } = await shardOf(env, id).timeline(id, Number.MAX_SAFE_INTEGER);
	expect(items.filter(({ event }) => event === 'Identified')).toHaveLength(3);
});

test('a server’s newer word stands over a teammate’s, and a teammate’s newer one over a server’s', async () => {
	const id = await visitor({ plan: 'free' }, secretKey);
	const call = await callAs('owner');
	await call('PATCH', `/profiles/${id}/traits`, { traits: { plan: 'gold' } });
	expect((await detailOf(id))?.traits.plan).toMatchObject({ value: 'gold' });
	await send([{ type: 'identify', anonymousId: id, traits: { plan: 'silver' } }], { key: secretKey });
	expect((await detailOf(id))?.traits.plan).toMatchObject({ value: 'silver', source: 'server' });
});

test('a person is not seen when somebody speaks of them', async () => {
	const id = await visitor({});
	const before = await detailOf(id);
	await (await callAs('editor'))('PATCH', `/profiles/${id}/traits`, { traits: { plan: 'gold' } });
	expect((await detailOf(id))?.lastSeenAt).toBe(before?.lastSeenAt);
});

test('null takes a value back', async () => {
	const id = await visitor({ plan: 'free' });
	await (await callAs('editor'))('PATCH', `/profiles/${id}/traits`, { traits: { plan: null } });
	expect((await detailOf(id))?.traits.plan).toMatchObject({ value: null, source: 'teammate' });
});

test('what no event may carry is refused, and viewers say nothing', async () => {
	const id = await visitor({});
	const call = await callAs('editor');
	const codeOf = async (traits: unknown, path = id) => {
		const { status, body } = await call('PATCH', `/profiles/${path}/traits`, { traits });
		return [status, Object(body).error?.code];
	};
	expect(await codeOf({})).toEqual([400, 'invalid']);
	expect(await codeOf({ ' ': 1 })).toEqual([400, 'invalid']);
	expect(await codeOf({ deep: { constructor: 1 } })).toEqual([400, 'event-key']);
	expect(await codeOf({ big: 'x'.repeat(40_000) })).toEqual([413, 'event-size']);
	expect(await codeOf({ a: 1 }, newVisitor())).toEqual([404, 'profile-unknown']);
	expect(await (await callAs('viewer'))('PATCH', `/profiles/${id}/traits`, { traits: { a: 1 } })).toMatchObject({
		status: 403,
	});
});
