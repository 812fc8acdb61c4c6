import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';

beforeEach(() => openWorkspace());

const byServer = { key: secretKey };

async function owner(userId: string): Promise<string> {
	const row = await env.DB.prepare("SELECT profile_id AS id FROM identities WHERE kind = 'userId' AND value = ?")
		.bind(userId)
		.first<{ id: string }>();
	return row?.id ?? 'nobody';
}

async function eventsOf(profileId: string): Promise<string[]> {
	return (await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER)).items.map(({ event }) => event);
}

async function traitsOf(profileId: string): Promise<Record<string, unknown>> {
	const detail = await shardOf(env, profileId).detail(profileId);
	return Object.fromEntries(Object.entries(detail?.traits ?? {}).map(([key, { value }]) => [key, value]));
}

/** Whose timelines hold an event of this name. Names are the tests' own. */
async function holdersOf(event: string, among: readonly string[]): Promise<string[]> {
	const lists = await Promise.all(among.map(async (id) => ((await eventsOf(id)).includes(event) ? [id] : [])));
	return lists.flat();
}

async function everyProfile(): Promise<string[]> {
	const { results } = await env.DB.prepare('SELECT DISTINCT profile_id AS id FROM identities').all<{ id: string }>();
	return results.map(({ id }) => id);
}

function identify(more: Record<string, unknown>): Record<string, unknown> {
	return { type: 'identify', ...more };
}

describe('with the public key', () => {
	test('a browser describes its own person, before a server has', async () => {
		const ada = newVisitor();
		await send([identify({ anonymousId: ada, userId: 'ada', traits: { plan: 'free' } })]);
		await send([identify({ anonymousId: ada, userId: 'ada', traits: { plan: 'pro' } })]);
		expect(await traitsOf(ada)).toEqual({ plan: 'pro' });
	});

	test('it never overwrites what a server said, and may add what no server said', async () => {
		const ada = newVisitor();
		await send([identify({ anonymousId: ada, userId: 'ada' })]);
		await send([identify({ userId: 'ada', traits: { plan: 'pro' } })], byServer);
		await send([identify({ anonymousId: ada, userId: 'ada', traits: { plan: 'hacked', theme: 'dark' } })]);
		expect(await traitsOf(ada)).toEqual({ plan: 'pro', theme: 'dark' });
	});

	test('a userId alone reaches nobody: not whom a browser made, not whom a server made', async () => {
		const ada = newVisitor();
		await send([identify({ anonymousId: ada, userId: 'ada', traits: { plan: 'free' } })]);
		await send([identify({ userId: 'bob', traits: { plan: 'pro' } })], byServer);
		for (const userId of ['ada', 'bob']) {
			const { body } = await send([
				identify({ userId, traits: { email: 'mallory@evil.example' } }),
				{ type: 'track', event: 'Guessed', userId },
			]);
			expect(body.accepted).toBe(2);
			const person = await owner(userId);
			expect(await traitsOf(person)).not.toHaveProperty('email');
			expect(await eventsOf(person)).not.toContain('Guessed');
		}
		expect(await owner('ada')).toBe(ada);
	});

	test('a userId alone is one person of its own, however often it comes, at once or later', async () => {
		const alone = (event: string) => send([{ type: 'track', event, userId: 'app-user' }]);
		await Promise.all([alone('One'), alone('Two'), alone('Three')]);
		await alone('Four');
		const [person = ''] = await holdersOf('One', await everyProfile());
		expect((await eventsOf(person)).sort()).toEqual(['Four', 'One', 'Three', 'Two']);
	});

	test('who was X and says Y writes to nobody else’s Y', async () => {
		const [ada, mallory] = [newVisitor(), newVisitor()];
		await send([identify({ anonymousId: ada, userId: 'ada', traits: { plan: 'free' } })]);
		await send([identify({ anonymousId: mallory, userId: 'mallory' })]);
		await send([
			identify({ anonymousId: mallory, userId: 'ada', traits: { email: 'mallory@evil.example' } }),
			track(mallory, 'Pretended', { userId: 'ada' }),
		]);
		expect(await traitsOf(ada)).toEqual({ plan: 'free' });
		expect(await eventsOf(ada)).not.toContain('Pretended');
		expect(await eventsOf(mallory)).not.toContain('Pretended');
		expect(await owner('ada')).toBe(ada);
	});

	test('nor does who says X and Y in one batch, or all at once', async () => {
		const [ada, mallory] = [newVisitor(), newVisitor()];
		await send([identify({ anonymousId: ada, userId: 'ada' })]);
		const both = [
			identify({ anonymousId: mallory, userId: 'mallory' }),
			track(mallory, 'Pretended', { userId: 'ada' }),
		];
		await Promise.all([send(both), send(both), send(both)]);
		expect(await eventsOf(ada)).not.toContain('Pretended');
	});

	test('two people at one browser are two, each the same again when they come back', async () => {
		const browser = newVisitor();
		await send([identify({ anonymousId: browser, userId: 'ada' })]);
		await send([identify({ anonymousId: browser, userId: 'bob', traits: { name: 'Bob' } })]);
		await send([track(browser, 'Ada again', { userId: 'ada' })]);
		await send([track(browser, 'Bob again', { userId: 'bob' })]);
		const bob = await owner('bob');
		expect(bob).not.toBe(browser);
		expect(await eventsOf(browser)).toEqual(expect.arrayContaining(['Ada again']));
		expect(await eventsOf(browser)).not.toContain('Bob again');
		expect(await eventsOf(bob)).toEqual(expect.arrayContaining(['Bob again']));
		expect(await traitsOf(bob)).toEqual({ name: 'Bob' });
	});

	test('the same with another SDK’s anonymousId', async () => {
		await send([identify({ anonymousId: 'uuid-1', userId: 'ada' })]);
		await send([identify({ anonymousId: 'uuid-2', userId: 'mallory' })]);
		await send([track('uuid-2', 'Pretended', { userId: 'ada' })]);
		expect(await eventsOf(await owner('ada'))).not.toContain('Pretended');
	});
});

describe('with the secret key', () => {
	test('a userId finds the person that a browser made, and describes them', async () => {
		const ada = newVisitor();
		await send([identify({ anonymousId: ada, userId: 'ada', traits: { plan: 'free' } })]);
		await send([identify({ userId: 'ada', traits: { plan: 'pro' } })], byServer);
		expect(await traitsOf(ada)).toEqual({ plan: 'pro' });
	});

	test('what somebody guessed with the public key before is not taken for the person', async () => {
		await send([identify({ userId: 'ada', traits: { email: 'mallory@evil.example' } })]);
		await send([identify({ userId: 'ada', traits: { plan: 'pro' } })], byServer);
		expect(await traitsOf(await owner('ada'))).toEqual({ plan: 'pro' });
	});
});

describe('on a site that believes browsers', () => {
	beforeEach(() => openWorkspace({ id: 'open', publicWord: 'counts', writeKey: 'ewp_open', secretKey: 'ews_open' }));
	const openly = { key: 'ewp_open' };

	test('a userId finds the person from any device, and the newest word stands', async () => {
		const [phone, laptop] = [newVisitor(), newVisitor()];
		await send([identify({ anonymousId: phone, userId: 'u-5f0c', traits: { plan: 'free' } })], openly);
		await send([identify({ anonymousId: laptop, userId: 'u-5f0c', traits: { plan: 'pro' } })], openly);
		await send([{ type: 'track', event: 'On the server', userId: 'u-5f0c' }], openly);
		expect(await traitsOf(phone)).toEqual({ plan: 'pro' });
		expect(await eventsOf(phone)).toContain('On the server');
	});

	test('consent still counts', async () => {
		const { body } = await send([track(newVisitor(), 'Seen', { context: { consent: { analytics: false } } })], openly);
		expect(body.refused).toMatchObject([{ code: 'consent' }]);
	});
});
