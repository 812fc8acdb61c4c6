import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ArchiveBucket, archiveBehind } from '../profiles/archive-behind.ts';
import { shardOf } from '../profiles/index.ts';
import { openTables } from '../profiles/tables.ts';
import { ORIGIN, sessionOf } from '../testing/sign-in.ts';
import { call, newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';

const hourMs = 3_600_000;

beforeEach(async () => {
	await openWorkspace();
	await openWorkspace({ id: 'blog', hostnames: ['blog.example'], writeKey: 'ewp_blog', secretKey: 'ews_blog' });
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

/** Only the clock is moved: timers stay real. */
function at(ms: number): void {
	vi.useFakeTimers({ now: ms, toFake: ['Date'] });
}

/** One turn of a shard's archiving, with the bucket or with something in front of it. */
function archive(profileId: string, bucket: ArchiveBucket = env.ARCHIVE): Promise<boolean> {
	return runInDurableObject(shardOf(env, profileId), (_, state) =>
		archiveBehind(bucket, openTables(state.storage.sql).log, 'weur03'),
	);
}

async function asEditor(path: string, init: RequestInit<IncomingRequestCfProperties> = {}): Promise<Response> {
	const headers = { authorization: `Bearer ${await sessionOf('editor')}`, ...init.headers };
	return call(`${ORIGIN}/api/archive${path}`, { ...init, headers });
}

/** All lines of the archive, or of one site's part. */
async function lines(site?: string): Promise<Record<string, unknown>[]> {
	const span = `from=2020-01-01T00:00:00Z&to=2040-01-01T00:00:00Z${site === undefined ? '' : `&site=${site}`}`;
	const response = await asEditor(`/events?${span}`);
	expect(response.status).toBe(200);
	const text = new TextDecoder().decode(await response.arrayBuffer());
	return text
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
}

async function ids(site?: string): Promise<unknown[]> {
	return (await lines(site)).map(({ messageId }) => messageId).sort();
}

async function keys(): Promise<string[]> {
	return (await env.ARCHIVE.list()).objects.map(({ key }) => key);
}

function seen(visitor: string, messageId: string, more: Record<string, unknown> = {}) {
	return track(visitor, 'Seen', { messageId, ...more });
}

describe('an event', () => {
	test('is archived once, with its site and hour of receipt in the object’s key', async () => {
		const visitor = newVisitor();
		at(Date.UTC(2026, 10, 24, 9, 30));
		await send([seen(visitor, 'a'), seen(visitor, 'b'), seen(visitor, 'a')]);
		await send([seen(visitor, 'c')], { key: 'ewp_blog' });
		at(Date.UTC(2026, 10, 24, 10, 5));
		await send([seen(visitor, 'd'), seen(visitor, 'b')]);
		expect(await archive(visitor)).toBe(false);
		expect(await archive(visitor)).toBe(false);
		expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
		expect(await ids('blog')).toEqual(['c']);
		const name = /[a-z0-9]+-[a-z2-7]{6}-000000000001-000000000003\.ndjson\.gz$/;
		expect((await keys()).map((key) => key.replace(name, '*'))).toEqual([
			'events/blog/2026-11-24/09/*',
			'events/shop/2026-11-24/09/*',
			'events/shop/2026-11-24/10/*',
		]);
	});

	test('stands there whole, as it was accepted', async () => {
		const visitor = newVisitor();
		const properties = { text: 'one\ntwo\r\u2028three\u2029\u0085"}\u0000', list: [1, null, { deep: 'ä🛒' }] };
		const traits = { email: 'ada@shop.example' };
		const server = { key: secretKey, headers: { 'content-type': 'application/json' } };
		await send([
			{ type: 'identify', anonymousId: visitor, userId: 'u-1', messageId: 'i', traits },
			{ type: 'group', anonymousId: visitor, messageId: 'g', groupId: 'acme', traits: { size: 3 } },
			{ type: 'alias', anonymousId: visitor, messageId: 'l', previousId: 'old', userId: 'u-1' },
		]);
		await send([seen(visitor, 's', { properties })], server);
		await archive(visitor);
		const found = new Map((await lines()).map((line) => [line.messageId, line]));
		expect(found.get('i')).toMatchObject({
			type: 'identify',
			userId: 'u-1',
			traits,
			source: 'browser',
			siteId: 'shop',
		});
		expect(found.get('g')).toMatchObject({ type: 'group', groupId: 'acme', profileId: visitor });
		expect(found.get('l')).toMatchObject({ type: 'alias', previousId: 'old' });
		expect(found.get('s')).toMatchObject({ event: 'Seen', properties, source: 'server' });
	});

	test('is one line for every reader, whatever is in it', async () => {
		const visitor = newVisitor();
		await send([seen(visitor, 's', { properties: { text: 'a\u2028b\u2029c\u0085d\n\re' } })]);
		await archive(visitor);
		const span = `from=${new Date(Date.now() - hourMs).toISOString()}&to=${new Date(Date.now() + hourMs).toISOString()}`;
		const text = new TextDecoder().decode(await (await asEditor(`/events?${span}`)).arrayBuffer());
		expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(2);
	});
});

describe('the archive', () => {
	test('has everything once when R2 refuses at first, whichever object it refuses', async () => {
		const visitor = newVisitor();
		await send([seen(visitor, 'a')]);
		await send([seen(visitor, 'b')], { key: 'ewp_blog' });
		for (const refused of [1, 2]) {
			let puts = 0;
			const failing: ArchiveBucket = {
				put: (...args: Parameters<R2Bucket['put']>) =>
					++puts === refused ? Promise.reject(new Error('R2 is away')) : env.ARCHIVE.put(...args),
			};
			await expect(archive(visitor, failing)).rejects.toThrow('R2 is away');
			// What comes meanwhile does not change what is written again.
			await send([seen(visitor, `late-${refused}`)]);
		}
		while (await archive(visitor));
		expect(await ids()).toEqual(['a', 'b', 'late-1', 'late-2']);
		expect(await keys()).toHaveLength(3);
	});

	test('has everything once when the process dies between R2’s yes and its own note', async () => {
		const visitor = newVisitor();
		await send([seen(visitor, 'a')]);
		const dying: ArchiveBucket = {
			put: async (...args: Parameters<R2Bucket['put']>) => {
				await env.ARCHIVE.put(...args);
				throw new Error('killed');
			},
		};
		await expect(archive(visitor, dying)).rejects.toThrow('killed');
		await send([seen(visitor, 'b')]);
		while (await archive(visitor));
		expect(await ids()).toEqual(['a', 'b']);
	});

	test('is written by the alarm when its time has come, and not before', async () => {
		const visitor = newVisitor();
		await send([seen(visitor, 'a')]);
		await runDurableObjectAlarm(shardOf(env, visitor));
		expect(await keys()).toEqual([]);
		at(Date.now() + hourMs + 1000);
		await runDurableObjectAlarm(shardOf(env, visitor));
		expect(await ids()).toEqual(['a']);
	});

	test('is written at once when somebody asks for it', async () => {
		const [here, there] = [newVisitor(3), newVisitor(4)];
		await send([seen(here, 'a'), seen(there, 'b')]);
		expect((await asEditor('/write', { method: 'POST' })).status).toBe(204);
		expect(await ids()).toEqual(['a', 'b']);
	});

	test('tells what it has, the newest day first', async () => {
		const visitor = newVisitor();
		for (const [day, hour] of [
			[22, 8],
			[22, 9],
			[23, 8],
		] as const) {
			at(Date.UTC(2026, 10, day, hour));
			await send([seen(visitor, `m-${day}-${hour}`)]);
			await asEditor('/write', { method: 'POST' });
		}
		const { items, cursor } = await (await asEditor('?site=shop')).json<{ items: unknown[]; cursor: unknown }>();
		expect(cursor).toBeNull();
		expect(items).toMatchObject([
			{ day: '2026-11-23', events: 1, objects: 1 },
			{
				day: '2026-11-22',
				events: 2,
				objects: 2,
				hours: [
					{ hour: 8, events: 1 },
					{ hour: 9, events: 1 },
				],
			},
		]);
		expect(await (await asEditor('?site=blog')).json()).toEqual({ items: [], cursor: null });
	});

	test('is told page by page when there are many days', async () => {
		const visitor = newVisitor();
		for (let day = 1; day <= 16; day++) {
			at(Date.UTC(2026, 9, day));
			await send([seen(visitor, `m-${day}`)]);
		}
		while (await archive(visitor));
		type Page = { items: { day: string }[]; cursor: string | null };
		const first = await (await asEditor('')).json<Page>();
		const second = await (await asEditor(`?cursor=${first.cursor}`)).json<Page>();
		expect(second.cursor).toBeNull();
		expect([...first.items, ...second.items].map(({ day }) => day)).toEqual(
			Array.from({ length: 16 }, (_, i) => `2026-10-${String(16 - i).padStart(2, '0')}`),
		);
	});

	test('comes compressed when asked, and not to those who may only look', async () => {
		const visitor = newVisitor();
		await send([seen(visitor, 'a')]);
		await archive(visitor);
		const span = `from=${new Date(Date.now() - hourMs).toISOString()}&to=${new Date(Date.now() + hourMs).toISOString()}`;
		const gzip = await asEditor(`/events?${span}&gzip=true`);
		expect(gzip.headers.get('content-disposition')).toContain('.ndjson.gz');
		const text = await new Response(gzip.body?.pipeThrough(new DecompressionStream('gzip'))).text();
		expect(JSON.parse(text)).toMatchObject({ messageId: 'a' });
		const headers = { authorization: `Bearer ${await sessionOf('viewer')}` };
		expect((await call(`${ORIGIN}/api/archive/events?${span}`, { headers })).status).toBe(403);
		expect((await call(`${ORIGIN}/api/archive`, { headers })).status).toBe(200);
		expect((await call(`${ORIGIN}/api/archive/events?${span}`)).status).toBe(401);
	});

	test.each([
		['from=yesterday', 400],
		['from=2026-11-24T10:00:00Z&to=2026-11-24T09:00:00Z', 400],
		['from=2026-11-24T10:00:00Z&site=../x', 400],
		['', 400],
	])('refuses to give events for %j', async (asked, status) => {
		expect((await asEditor(`/events?${asked}`)).status).toBe(status);
	});
});
