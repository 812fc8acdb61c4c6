import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from '../../scripts/run-command.ts';
import { type AdminApi, signIn } from '../../scripts/start/admin.ts';
import { eventually } from '../people.ts';
import { type RunningProduct, startProduct } from '../product.ts';
import { type Relay, startRelay } from './relay.ts';

let dataDir: string;
let narrow: RunningProduct;
let relay: Relay;

beforeAll(async () => {
	dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-limits-'));
	narrow = await startProduct(dataDir, ['--trust-proxy', '--address-limit', '5/10']);
	relay = await startRelay(narrow.url);
});
afterAll(async () => {
	await relay?.close();
	await narrow?.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

async function send(forwardedFor: string): Promise<number> {
	const batch = Array.from({ length: 10 }, () => ({ type: 'track', event: 'Seen', anonymousId: crypto.randomUUID() }));
	const response = await fetch(`${relay.url}/v1/batch`, {
		method: 'POST',
		headers: { 'x-forwarded-for': forwardedFor, 'cf-connecting-ip': crypto.randomUUID() },
		body: JSON.stringify({ writeKey: narrow.writeKey, batch }),
	});
	return response.status;
}

async function peopleIn(api: AdminApi): Promise<number> {
	return (await api.get<{ profiles: number }>('/api/overview')).profiles;
}

test('behind one’s own proxy each address has its share, whatever it claims to be', async () => {
	expect(await send('203.0.113.1')).toBe(200);
	expect(await send('198.51.100.7, 203.0.113.1')).toBe(429);
	expect(await send('203.0.113.1, 203.0.113.2')).toBe(200);
});

test('a client that is asked to come again does, until all of its events have arrived', async () => {
	const analytics = new Analytics({ writeKey: narrow.writeKey, host: relay.url, flushAt: 10, flushInterval: 100 });
	const api = await signIn(narrow.url, narrow.email, narrow.password);
	await eventually(async () => (await peopleIn(api)) >= 20);
	const people = await peopleIn(api);
	const before = relay.requests.length;
	for (let i = 0; i < 30; i++) analytics.track({ anonymousId: `patient-${i}`, event: 'Seen' });
	await analytics.closeAndFlush();
	const statuses = relay.requests.slice(before).map(({ status }) => status);
	expect(statuses.filter((status) => status === 200)).toHaveLength(3);
	expect(statuses).toContain(429);
	await eventually(async () => (await peopleIn(api)) >= people + 30);
	expect(await peopleIn(api)).toBe(people + 30);
});

test('a limit that cannot be read is refused at the start, by name', async () => {
	const { code, output } = await runTool('node', [
		'scripts/start/main.ts',
		'--address-limit',
		'lots',
		'--data',
		dataDir,
	]);
	expect(code).toBe(1);
	expect(output).toContain('--address-limit is "lots"');
});
