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
	narrow = await startProduct(dataDir, ['--trust-proxy', '--address-limit', '1/10']);
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
		headers: {
			'content-type': 'application/json',
			'x-forwarded-for': forwardedFor,
			'cf-connecting-ip': crypto.randomUUID(),
		},
		body: JSON.stringify({ writeKey: narrow.writeKey, batch }),
	});
	return response.status;
}

async function patientsIn(api: AdminApi): Promise<number> {
	return (await api.get<{ items: unknown[] }>('/api/profiles?search=patient-')).items.length;
}

test('behind one’s own proxy each address has its share, whatever it claims to be', async () => {
	expect(await send('203.0.113.1')).toBe(200);
	expect(await send('198.51.100.7, 203.0.113.1')).toBe(429);
	expect(await send('203.0.113.1, 203.0.113.2')).toBe(200);
});

test('a client that is asked to come again does, until all of its events have arrived', async () => {
	const analytics = new Analytics({ writeKey: narrow.writeKey, host: relay.url, flushAt: 10 });
	const api = await signIn(narrow.url, narrow.email, narrow.password);
	const before = relay.requests.length;
	for (let i = 0; i < 20; i++) analytics.track({ userId: `patient-${i}`, event: 'Seen' });
	await analytics.closeAndFlush({ timeout: 40_000 });
	const statuses = relay.requests.slice(before).map(({ status }) => status);
	expect(statuses.filter((status) => status === 200)).toHaveLength(2);
	expect(statuses).toContain(429);
	await eventually(async () => (await patientsIn(api)) >= 20);
	expect(await patientsIn(api)).toBe(20);
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
