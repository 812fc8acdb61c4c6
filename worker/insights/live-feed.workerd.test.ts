import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';
import { liveFeed } from './live.ts';

beforeEach(() => openWorkspace());

async function watch(): Promise<WebSocket> {
	const response = await liveFeed(env).fetch('https://own.example/api/live', { headers: { upgrade: 'websocket' } });
	expect(response.status).toBe(101);
	const socket = response.webSocket;
	if (!socket) throw new Error('no socket came');
	socket.accept();
	return socket;
}

function nextFrame(socket: WebSocket): Promise<string> {
	return new Promise((resolve) => {
		socket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true });
	});
}

describe('the live view', () => {
	test('shows who comes in, and no more of a hostile path than a person wants to read', async () => {
		const visitor = newVisitor();
		await send([track(visitor, 'First')]);
		const socket = await watch();
		const frame = nextFrame(socket);
		await send([{ type: 'page', anonymousId: visitor, properties: { path: `/${'x'.repeat(30_000)}` } }]);
		expect((await frame).length).toBeLessThan(2000);
		expect(await frame).toContain(visitor);
		socket.close(1000);
	});

	test('shows by what, from where, through which campaign and with what consent an event came', async () => {
		const visitor = newVisitor();
		const socket = await watch();
		const frame = nextFrame(socket);
		const context = {
			device: { browser: 'Firefox', os: 'Linux', type: 'desktop' },
			geo: { country: 'NZ', city: 'Dunedin' },
			campaign: { source: 'letter', medium: 'email', name: 'spring', hostile: { deep: 'x'.repeat(9_000) } },
			consent: { analytics: true, email: false, other: true, personalization: 'yes' },
		};
		await send([track(visitor, 'Seen', { context })]);
		expect(JSON.parse(await frame).items).toMatchObject([
			{
				...{ browser: 'Firefox', os: 'Linux', device: 'desktop', country: 'NZ', city: 'Dunedin', violations: 0 },
				...{ campaign: 'letter · email · spring', consent: { analytics: true, email: false } },
			},
		]);
		socket.close(1000);
	});

	test('shows nothing of a context that is not what it should be, and no more of it than fits a line', async () => {
		const visitor = newVisitor();
		const socket = await watch();
		const frame = nextFrame(socket);
		const long = 'x'.repeat(4_000);
		const context = {
			device: [long],
			geo: { country: 5, city: long },
			campaign: { source: long, medium: long, name: {} },
			consent: long,
			page: { path: long },
		};
		await send([track(visitor, long.slice(0, 200), { context })]);
		const text = await frame;
		expect(text.length).toBeLessThan(2_000);
		expect(JSON.parse(text).items).toMatchObject([{ browser: null, consent: null, country: null }]);
		socket.close(1000);
	});

	test('shows the very first event of a shard that nobody knew when watching began', async () => {
		const socket = await watch();
		const frame = nextFrame(socket);
		const visitor = newVisitor(11);
		await send([track(visitor, 'First of all')]);
		expect(await frame).toContain('First of all');
		socket.close(1000);
	});

	test('shows events of a shard that was only looked at before watching began', async () => {
		const visitor = newVisitor(12);
		await shardOf(env, visitor).view(visitor, { events: [], backMs: 0, changes: [] });
		const socket = await watch();
		const frame = nextFrame(socket);
		await send([track(visitor, 'First of all')]);
		expect(await frame).toContain('First of all');
		socket.close(1000);
	});

	test('opens while the list of shards cannot be read, and asks again later', async () => {
		await env.DB.prepare('ALTER TABLE shards RENAME TO away').run();
		try {
			(await watch()).close(1000);
		} finally {
			await env.DB.prepare('ALTER TABLE away RENAME TO shards').run();
		}
	});
});
