import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runTool } from '../scripts/run-command.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { userAgent } from './browser.ts';
import { eventually } from './people.ts';

const product = inject('product');
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'edgewise-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A line of a web server's combined log. */
function line(address: string, second: number, request: string, agent: string, status = 200): string {
	const time = `17/May/2015:10:05:${String(second).padStart(2, '0')} +0000`;
	return `${address} - - [${time}] "${request}" ${status} 2000 "-" "${agent}"`;
}

interface Listed {
	readonly lastSeenAt: string;
	readonly events: number;
}

/** Who was seen last comes first: those of 2015 are on the last page. */
async function everyone(api: AdminApi): Promise<Listed[]> {
	const found: Listed[] = [];
	for (let cursor = ''; ; ) {
		const page = await api.get<{ items: Listed[]; cursor: string | null }>(`/api/profiles${cursor}`);
		found.push(...page.items);
		if (page.cursor === null) return found;
		cursor = `?cursor=${encodeURIComponent(page.cursor)}`;
	}
}

test('a web log is replayed as the visits that it records, and the same twice changes nothing', async () => {
	const file = path.join(folder, 'access.log');
	const robot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
	const lines = [
		line('203.0.113.7', 1, 'GET /blog/ HTTP/1.1', userAgent),
		line('203.0.113.7', 2, 'GET /blog/one HTTP/1.1', userAgent),
		line('203.0.113.8', 3, 'GET /blog/ HTTP/1.1', userAgent),
		line('203.0.113.9', 4, 'GET /blog/ HTTP/1.1', robot),
		line('203.0.113.7', 5, 'GET /logo.png HTTP/1.1', userAgent),
		line('203.0.113.7', 6, 'GET /gone HTTP/1.1', userAgent, 404),
		'this is no log line at all',
	];
	writeFileSync(file, `${lines.join('\n')}\n`);
	const replay = () =>
		runTool('node', ['scripts/replay.ts', file, '--to', product.url, '--key', product.secretKey, '--token', 'none']);
	const first = await replay();
	expect(first.output).toMatch(/accepted\D+3\b/i);
	expect(first.output).toMatch(/bots?\D+1\b/i);
	const second = await replay();
	expect(second.output).toMatch(/accepted\D+0\b/i);
	expect(second.output).toMatch(/duplicates?\D+3\b/i);

	const api = await signIn(product.url, product.email, product.password);
	const people = await eventually(async () => {
		const found = (await everyone(api)).filter(({ lastSeenAt }) => lastSeenAt.startsWith('2015-05-17'));
		return found.length === 2 && found;
	});
	expect(people.map(({ events }) => events).sort()).toEqual([1, 2]);
});
