import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';
import { AlarmClock } from './alarm-clock.ts';
import type { ArchiveBucket } from './archive-behind.ts';
import { Archiver } from './archiver.ts';
import { shardOf } from './index.ts';
import { openTables } from './tables.ts';

const hourMs = 3_600_000;

beforeEach(() => openWorkspace());
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

/** Only the clock is moved: timers stay real. */
function at(ms: number): void {
	vi.useFakeTimers({ now: ms, toFake: ['Date'] });
}

test('R2 that is away holds nothing up, is left alone for a while, and has everything in the end', async () => {
	vi.spyOn(console, 'error').mockReturnValue();
	const visitor = newVisitor();
	const start = Date.UTC(2026, 10, 24, 9, 0, 1);
	at(start);
	await send([track(visitor, 'Seen')]);
	let [away, asked] = [true, 0];
	const bucket: ArchiveBucket = {
		put: (...args: Parameters<R2Bucket['put']>) => {
			asked++;
			return away ? Promise.reject(new Error('R2 is away')) : env.ARCHIVE.put(...args);
		},
	};
	await runInDurableObject(shardOf(env, visitor), async (_, state) => {
		const { log } = openTables(state.storage.sql);
		const archiver = new Archiver(bucket, log, new AlarmClock(state), hourMs);
		await archiver.attend('weur03');
		expect(asked).toBe(0);
		at(start + 2 * hourMs);
		await archiver.attend('weur03');
		await archiver.attend('weur03');
		expect(asked).toBe(1);
		at(start + 2 * hourMs + 3000);
		await archiver.attend('weur03');
		expect(asked).toBe(2);
		await expect(archiver.everything('weur03')).rejects.toThrow('R2 is away');
		away = false;
		at(start + 3 * hourMs);
		await archiver.attend('weur03');
		expect(log.standing()).toMatchObject({ archived: 1, newest: 1, waitingSince: null });
	});
	expect((await env.ARCHIVE.list()).objects).toHaveLength(1);
});
