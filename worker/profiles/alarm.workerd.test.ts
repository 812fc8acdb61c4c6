import { evictAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addSegment, newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';
import { shardOf } from './index.ts';

beforeEach(() => openWorkspace());
afterEach(() => vi.restoreAllMocks());

async function ring(profileId: string): Promise<void> {
	await runDurableObjectAlarm(shardOf(env, profileId));
}

async function alarmOf(profileId: string): Promise<number> {
	const alarm = await runInDurableObject(shardOf(env, profileId), (_, state) => state.storage.getAlarm());
	return alarm ?? Number.POSITIVE_INFINITY;
}

async function segmentsOf(profileId: string): Promise<string[]> {
	return ((await shardOf(env, profileId).detail(profileId))?.segments ?? []).map(({ id }) => id);
}

describe('the alarm', () => {
	test('rings for people in time, however long D1 has been away', async () => {
		vi.spyOn(console, 'error').mockReturnValue();
		await addSegment('here', { $did: { event: 'Seen', within: '20s' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		await env.DB.prepare('ALTER TABLE profiles RENAME TO away').run();
		try {
			for (let failure = 0; failure < 10; failure++) await ring(visitor);
			expect(await alarmOf(visitor)).toBeLessThanOrEqual(Date.now() + 20_001);
		} finally {
			await env.DB.prepare('ALTER TABLE away RENAME TO profiles').run();
		}
	});

	test('asks everyone again after a change, also when one of them cannot be read', async () => {
		vi.spyOn(console, 'error').mockReturnValue();
		const visitors = [newVisitor(), newVisitor(), newVisitor()].sort();
		const [broken = '', ...whole] = visitors;
		for (const visitor of visitors) await send([track(visitor, 'Seen')]);
		await ring(broken);
		await runInDurableObject(shardOf(env, broken), (_, state) => {
			state.storage.sql.exec("UPDATE profiles SET body = '{' WHERE id = ?", broken);
		});
		await evictAllDurableObjects();
		await addSegment('seen', { $did: { event: 'Seen' } });
		await ring(broken);
		for (const visitor of whole) expect(await segmentsOf(visitor)).toEqual(['seen']);
	});
});
