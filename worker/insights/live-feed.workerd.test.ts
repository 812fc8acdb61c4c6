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
		await shardOf(env, visitor).view(visitor, []);
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
