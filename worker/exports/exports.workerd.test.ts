import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { ORIGIN, sessionOf } from '../testing/sign-in.ts';
import { addSegment, call, openWorkspace, secretKey, send } from '../testing/workspace.ts';

beforeEach(() => openWorkspace());

async function taken(query: string, role: 'editor' | 'viewer' = 'editor'): Promise<{ status: number; text: string }> {
	const headers = { authorization: `Bearer ${await sessionOf(role)}` };
	const response = await call(`${ORIGIN}/api/export${query}`, { headers });
	// As bytes: `text()` would leave the mark out by which spreadsheets know UTF-8.
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
	return { status: response.status, text: decoder.decode(await response.arrayBuffer()) };
}

async function people(query = ''): Promise<Record<string, unknown>[]> {
	const { text } = await taken(`?format=ndjson${query}`);
	return text
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
}

function identify(userId: string, traits: Record<string, unknown>) {
	return { type: 'identify', userId, traits, timestamp: '2026-01-02T03:04:05Z' };
}

describe('people taken out', () => {
	test('are everybody of every shard, each once, with all their traits', async () => {
		const all = Array.from({ length: 300 }, (_, at) =>
			identify(`u-${at}`, { n: at, plan: at % 3 === 0 ? 'pro' : 'free' }),
		);
		await send(all, { key: secretKey });
		const found = await people();
		expect(found.map(({ userId }) => userId).sort()).toEqual(all.map(({ userId }) => userId).sort());
		expect(found.find(({ userId }) => userId === 'u-9')).toMatchObject({
			traits: { n: 9, plan: 'pro' },
			events: 1,
			lastSeenAt: expect.stringMatching(/^2026-01-02T03:04/),
		});
	});

	test('of a segment are those that are in it now', async () => {
		await addSegment('pro', { 'traits.plan': 'pro' });
		await send([identify('a', { plan: 'pro' }), identify('b', { plan: 'free' })], { key: secretKey });
		expect(await people('&segment=pro')).toMatchObject([{ userId: 'a', segments: ['pro'] }]);
		await send([{ ...identify('a', { plan: 'free' }), timestamp: '2026-01-03T00:00:00Z' }], { key: secretKey });
		expect(await people('&segment=pro')).toEqual([]);
		expect(await taken('?segment=nobody')).toMatchObject({ status: 404 });
	});

	test('as CSV have a column for each trait, and nothing that a spreadsheet would run', async () => {
		const traits = { name: '=cmd|calc', email: 'ada@example.com', tags: ['x', 'y'], 'a,b': 'two\nlines' };
		await send([identify('@ada', traits), identify('b', { 'a,b': -5 })], { key: secretKey });
		const { text } = await taken('');
		const [header, ...rows] = text.split('\r\n');
		expect(header).toBe(
			'\ufeffid,userId,email,name,accountId,firstSeenAt,lastSeenAt,events,pages,country,device,timezone,consent,segments,"traits.a,b",traits.name,traits.tags,otherTraits',
		);
		const [ada, bob] = rows.toSorted((a, b) => Number(b.includes('ada')) - Number(a.includes('ada')));
		expect(ada).toContain(`,'@ada,ada@example.com,'=cmd|calc,,`);
		expect(ada).toContain(`,"two\nlines",'=cmd|calc,"[""x"",""y""]",`);
		// The address has its own column, and is not told once more in the last.
		expect(ada).toMatch(/,$/);
		expect(bob).toMatch(/,b,,,.*,-5,,,$/);
	});

	test('of nobody are an empty file', async () => {
		expect(await people()).toEqual([]);
		expect((await taken('')).text).toMatch(/^\ufeffid,.*\r\n$/);
	});

	test('are not for viewers, and each time is in the audit', async () => {
		expect(await taken('', 'viewer')).toMatchObject({ status: 403 });
		await taken('?format=ndjson');
		const { results } = await env.DB.prepare('SELECT action, target FROM audit').all();
		expect(results).toEqual([{ action: 'profiles.export', target: 'everybody' }]);
	});
});
