import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Journey } from '../../core/journey/types.ts';
import { addJourney, addMessage, addSegment, newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';
import { shardOf } from './index.ts';

beforeEach(() => openWorkspace());

/** Lets the alarm of a person's shard ring once. */
async function ring(profileId: string): Promise<void> {
	await runDurableObjectAlarm(shardOf(env, profileId));
}

async function eventsInD1(profileId: string): Promise<number | null> {
	return env.DB.prepare('SELECT events FROM profiles WHERE id = ?').bind(profileId).first<number>('events');
}

function identify(anonymousId: string, traits: Record<string, unknown>): Record<string, unknown> {
	return { type: 'identify', anonymousId, traits };
}

describe('a profile', () => {
	test('takes no more text in its traits than fits, refuses the rest by event, and goes on', async () => {
		const visitor = newVisitor();
		const codes: string[] = [];
		for (let call = 0; call < 12; call++) {
			const traits = (one: number) => ({ [`essay${call}-${one}`]: 'ä'.repeat(15_000) });
			const batch = Array.from({ length: 10 }, (_, one) => identify(visitor, traits(one)));
			const { status, body } = await send([...batch, track(visitor, 'Seen')]);
			expect(status).toBe(200);
			codes.push(...body.refused.map(({ code }) => code));
		}
		expect(new Set(codes)).toEqual(new Set(['profile-full']));
		await ring(visitor);
		expect(await eventsInD1(visitor)).toBeGreaterThanOrEqual(12);
	});

	test('that is full still takes new values for the traits it has', async () => {
		const visitor = newVisitor();
		for (const letter of ['a', 'b', 'c']) {
			const { body } = await send([identify(visitor, { essay: letter.repeat(30_000), note: letter.repeat(1000) })]);
			expect(body).toMatchObject({ accepted: 1, refused: [] });
		}
		const detail = await shardOf(env, visitor).detail(visitor);
		expect(detail?.traits.note?.value).toBe('c'.repeat(1000));
	});
});

describe('what D1 is told', () => {
	test('fits, however many bytes the characters of many people take', async () => {
		const visitors = Array.from({ length: 100 }, () => newVisitor());
		for (const visitor of visitors) await send([identify(visitor, { essay: '漢'.repeat(10_000) })]);
		await ring(visitors[0] ?? '');
		for (const visitor of visitors) expect(await eventsInD1(visitor)).toBe(1);
	});

	test('of deliveries fits, however much their events carry', async () => {
		const journey: Journey = {
			id: 'thanks',
			name: 'Thanks',
			version: 1,
			trigger: { kind: 'event', event: 'Bought' },
			entry: 'mail',
			steps: { mail: { kind: 'message', messageId: 'thanks', next: 'end' }, end: { kind: 'exit' } },
			exitWhen: null,
			reentry: 'always',
		};
		await addMessage('thanks');
		await addJourney(journey);
		const visitor = newVisitor();
		const bought = () => track(visitor, 'Bought', { properties: { list: 'x'.repeat(30_000) } });
		for (let call = 0; call < 8; call++) await send(Array.from({ length: 12 }, bought));
		await ring(visitor);
		const count = await env.DB.prepare('SELECT count(*) AS n FROM deliveries').first<number>('n');
		expect(count).toBe(96);
	});
});

describe('a segment', () => {
	test('may be named like what every object has', async () => {
		await addSegment('constructor', { $did: { event: 'Built' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		expect((await shardOf(env, visitor).detail(visitor))?.segments).toEqual([]);
		await send([track(visitor, 'Built')]);
		expect((await shardOf(env, visitor).detail(visitor))?.segments).toMatchObject([{ id: 'constructor' }]);
	});
});

describe('the timeline', () => {
	test('shows all events of one moment, also where a page ends', async () => {
		const visitor = newVisitor();
		const timestamp = new Date().toISOString();
		await send(Array.from({ length: 70 }, () => track(visitor, 'Imported', { timestamp })));
		const seen = new Set<string>();
		let before: number | null = Number.MAX_SAFE_INTEGER;
		while (before !== null) {
			const page = await shardOf(env, visitor).timeline(visitor, before);
			for (const { messageId } of page.items) seen.add(messageId);
			before = page.cursor === null ? null : Date.parse(page.cursor);
		}
		expect(seen.size).toBe(70);
	});
});
