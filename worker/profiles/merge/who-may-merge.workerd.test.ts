import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { newVisitor, openWorkspace, secretKey, send, track } from '../../testing/workspace.ts';
import { forgetKinds } from '../held-kinds.ts';
import { shardOf } from '../index.ts';

const server = { key: secretKey, headers: { 'content-type': 'application/json' } };

beforeEach(() => openWorkspace());

async function homeOf(profileId: string): Promise<string | null> {
	return (await shardOf(env, profileId).detail(profileId))?.id ?? null;
}

async function ownerOf(kind: string, value: string): Promise<string> {
	const owner = await env.DB.prepare('SELECT profile_id FROM identities WHERE kind = ? AND value = ?')
		.bind(kind, value)
		.first<string>('profile_id');
	return owner ?? 'nobody';
}

async function namesOf(profileId: string): Promise<string[]> {
	const { items } = await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER);
	return items.map(({ event }) => event);
}

async function refusals(): Promise<{ reason: string; value: string }[]> {
	const { results } = await env.DB.prepare(
		'SELECT reason, cause_value AS value FROM merge_refusals ORDER BY first_at',
	).all<{ reason: string; value: string }>();
	return results;
}

async function setKind(
	kind: string,
	more: { max?: number; joins?: string; trait?: string; priority?: number },
): Promise<void> {
	const { max = 5, joins = 'always', trait = kind, priority = 50 } = more;
	await env.DB.prepare(
		'INSERT OR REPLACE INTO identity_kinds (kind, trait, priority, max, joins) VALUES (?, ?, ?, ?, ?)',
	)
		.bind(kind, trait, priority, max, joins)
		.run();
	forgetKinds();
}

/** A server says that a device's person has signed in. */
function signIn(anonymousId: string, userId: string): Promise<unknown> {
	return send([track(anonymousId, 'Signed In', { userId })], server);
}

function verified(more: Record<string, unknown>, email: string): Record<string, unknown> {
	return { type: 'identify', ...more, traits: { email, email_verified: true } };
}

describe('a server that names a device and a userId', () => {
	test('makes one person of the devices that it signs in, one after the other', async () => {
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		await send([track(phone, 'On The Phone'), track(laptop, 'On The Laptop')]);
		await signIn(phone, 'u-1');
		await signIn(laptop, 'u-1');
		expect(await homeOf(laptop)).toBe(phone);
		expect(await namesOf(phone)).toEqual(expect.arrayContaining(['On The Phone', 'On The Laptop', 'Signed In']));
		await send([track(laptop, 'Later')]);
		expect(await namesOf(phone)).toContain('Later');
	});

	test('makes one person of devices that sign in at once', async () => {
		for (let round = 0; round < 4; round++) {
			const devices = [newVisitor(1), newVisitor(2), newVisitor(3), `foreign-${round}`];
			for (const device of devices) await send([track(device, `Seen ${round}`)]);
			await Promise.all(devices.map((device) => signIn(device, `u-${round}`)));
			const home = (await homeOf(await ownerOf('userId', `u-${round}`))) ?? 'nobody';
			const homes = await Promise.all(devices.slice(0, 3).map(homeOf));
			expect(new Set([...homes, await homeOf(await ownerOf('anonymousId', `foreign-${round}`))])).toEqual(
				new Set([home]),
			);
			const names = await namesOf(home);
			expect(names.filter((name) => name === `Seen ${round}`)).toHaveLength(4);
			expect(names.filter((name) => name === 'Signed In')).toHaveLength(4);
		}
	});

	test('makes theirs a device of which nothing was kept yet: what it does later is theirs', async () => {
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		await signIn(phone, 'u-1');
		await signIn(laptop, 'u-1');
		await send([track(laptop, 'First Seen')]);
		expect(await homeOf(laptop)).toBe(phone);
		expect(await namesOf(phone)).toContain('First Seen');
	});

	test('keeps nothing of a device of which nothing was kept, where its person refuses just that', async () => {
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		await signIn(phone, 'u-1');
		await send([track(laptop, 'Consent Updated', { userId: 'u-1', properties: { analytics: false } })], server);
		expect(await homeOf(laptop)).toBeNull();
		expect(await env.DB.prepare('SELECT count(*) AS n FROM merges').first('n')).toBe(0);
	});

	test('makes one person of devices that nobody has seen before and that sign in at once', async () => {
		for (let round = 0; round < 4; round++) {
			const devices = [newVisitor(1), `first-${round}`, newVisitor(2), `second-${round}`];
			await Promise.all(devices.map((device) => signIn(device, `u-${round}`)));
			for (const device of devices) await send([track(device, 'Later')]);
			const names = await namesOf(await ownerOf('userId', `u-${round}`));
			expect(names.filter((name) => name === 'Signed In')).toHaveLength(4);
			expect(names.filter((name) => name === 'Later')).toHaveLength(4);
		}
	});

	test('takes the userId from whom a browser had claimed it for, and shows them nothing', async () => {
		const [mallory, ada] = [newVisitor(1), newVisitor(2)];
		await send([{ type: 'identify', anonymousId: mallory, userId: 'u-1' }]);
		await send([track(ada, 'Before She Signed In')]);
		await signIn(ada, 'u-1');
		expect(await ownerOf('userId', 'u-1')).toBe(ada);
		expect(await homeOf(mallory)).toBe(mallory);
		expect(await namesOf(mallory)).toEqual(['Identified']);
		await send([{ type: 'track', event: 'Paid', userId: 'u-1' }], server);
		expect(await namesOf(mallory)).toEqual(['Identified']);
		expect(await namesOf(ada)).toContain('Paid');
	});

	test('makes one person of them all the same when both have claimed to be that user', async () => {
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		for (const anonymousId of [phone, laptop]) await send([{ type: 'identify', anonymousId, userId: 'u-1' }]);
		expect(await homeOf(laptop)).toBe(laptop);
		for (const anonymousId of [laptop, phone]) await signIn(anonymousId, 'u-1');
		expect(await homeOf(laptop)).toBe(await homeOf(phone));
	});
});

describe('a server’s alias', () => {
	test.each(['a minted id', 'another SDK’s id'])(
		'makes one person of a user and who they were before, by %s',
		async (which) => {
			const device = which === 'a minted id' ? newVisitor(1) : 'other-sdk';
			await send([track(device, 'Seen')]);
			await send([{ type: 'alias', userId: 'u-1', previousId: device }], server);
			const user = await ownerOf('userId', 'u-1');
			expect(await homeOf(device === 'other-sdk' ? await ownerOf('anonymousId', device) : device)).toBe(user);
			expect((await namesOf(user)).sort()).toEqual(['Aliased', 'Seen']);
		},
	);

	test('merges the profile of that device into the user’s, who is known', async () => {
		const [ada, laptop] = [newVisitor(1), newVisitor(2)];
		await signIn(ada, 'u-1');
		await send([track(laptop, 'Seen')]);
		await send([{ type: 'alias', userId: 'u-1', previousId: laptop }], server);
		expect(await homeOf(laptop)).toBe(ada);
		expect((await namesOf(ada)).sort()).toEqual(['Aliased', 'Profiles Merged', 'Seen', 'Signed In']);
	});

	test('makes no one of two users', async () => {
		const [ada, bob] = [newVisitor(1), newVisitor(2)];
		for (const [place, id] of [ada, bob].entries()) await signIn(id, `u-${place}`);
		await send([{ type: 'alias', userId: 'u-0', previousId: bob }], server);
		expect(await homeOf(bob)).toBe(bob);
		expect(await refusals()).toMatchObject([{ reason: 'two-users' }]);
	});
});

describe('who has only claimed to be a user', () => {
	test('gets nobody’s past, and no address, by what a server says of that user', async () => {
		const [mallory, phone, laptop] = [newVisitor(1), newVisitor(2), newVisitor(3)];
		await send([track(phone, 'Before'), track(laptop, 'Before')]);
		await send([verified({ anonymousId: phone }, 'ada@shop.example')], server);
		for (const userId of ['u-1', 'u-2', 'u-3']) await send([{ type: 'identify', anonymousId: mallory, userId }]);
		const claimed = await Promise.all(['u-1', 'u-2', 'u-3'].map((userId) => ownerOf('userId', userId)));
		// A server says more of these users than which device is theirs.
		await send([verified({ userId: 'u-1' }, 'ada@shop.example')], server);
		await send([verified({ userId: 'u-2' }, 'grace@shop.example')], server);
		await send([{ type: 'alias', userId: 'u-3', previousId: laptop }], server);
		expect(await ownerOf('userId', 'u-1')).toBe(phone);
		expect(await ownerOf('email', 'grace@shop.example')).toBe('nobody');
		expect(await ownerOf('userId', 'u-3')).toBe(laptop);
		for (const id of [phone, laptop]) expect(await homeOf(id)).toBe(id);
		for (const id of claimed) expect(await namesOf(id)).not.toContain('Before');
	});
});

describe('the public key', () => {
	test('merges nobody into anybody, whatever it names, alone or along with others', async () => {
		const [ada, mallory] = [newVisitor(1), newVisitor(2)];
		await send([track(ada, 'Seen')]);
		await signIn(ada, 'u-1');
		await send([verified({ userId: 'u-1' }, 'ada@shop.example')], server);
		await send([track(mallory, 'Seen')]);
		await send([
			verified({ anonymousId: mallory }, 'ada@shop.example'),
			verified({ anonymousId: mallory, userId: 'u-1' }, 'ada@shop.example'),
			verified({ userId: 'u-1' }, 'mallory@evil.example'),
			{ type: 'alias', userId: 'u-1', previousId: mallory },
			{ type: 'alias', anonymousId: mallory, userId: 'u-1', previousId: ada },
		]);
		expect(await homeOf(mallory)).toBe(mallory);
		expect(await ownerOf('email', 'ada@shop.example')).toBe(ada);
		expect(await ownerOf('email', 'mallory@evil.example')).toBe('nobody');
		expect((await shardOf(env, ada).detail(ada))?.traits.email?.value).toBe('ada@shop.example');
		expect(await env.DB.prepare('SELECT count(*) AS n FROM merges').first('n')).toBe(0);
	});

	test('of a site that believes browsers merges by userIds, and never by an address', async () => {
		await openWorkspace({
			id: 'open',
			hostnames: ['open.example'],
			writeKey: 'ewp_open',
			secretKey: 'ews_open',
			publicWord: 'counts',
		});
		const [phone, laptop, mallory] = [newVisitor(1), newVisitor(2), newVisitor(3)];
		for (const id of [phone, laptop, mallory]) await send([track(id, 'Seen')]);
		for (const anonymousId of [phone, laptop])
			await send([{ type: 'identify', anonymousId, userId: 'u-1' }], { key: 'ewp_open' });
		expect(await homeOf(laptop)).toBe(phone);
		await send([verified({ userId: 'u-1' }, 'ada@shop.example')], server);
		await send([verified({ anonymousId: mallory }, 'ada@shop.example')], { key: 'ewp_open' });
		expect(await homeOf(mallory)).toBe(mallory);
	});
});

describe('an address', () => {
	test('joins people when a server has verified it, in whatever letters, and is known again', async () => {
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		await send([track(phone, 'Seen'), track(laptop, 'Seen')]);
		await send([verified({ anonymousId: phone }, 'Ada@Shop.example')], server);
		await send([verified({ anonymousId: laptop }, ' ada@shop.example ')], server);
		expect(await homeOf(laptop)).toBe(phone);
		await send([verified({ userId: 'u-1' }, 'ada@shop.example')], server);
		expect(await ownerOf('userId', 'u-1')).toBe(phone);
	});

	test('joins devices that nobody has seen before and that name it at once', async () => {
		const addresses = Array.from({ length: 8 }, (_, at) => `ada-${at}@shop.example`);
		const said = [1, 2, 3].flatMap((device) =>
			addresses.map((email) => verified({ anonymousId: `${device} ${email}` }, email)),
		);
		await Promise.all(said.map((event) => send([event], server)));
		for (const email of addresses) {
			const owner = await ownerOf('email', email);
			const devices = await Promise.all([1, 2, 3].map((device) => ownerOf('anonymousId', `${device} ${email}`)));
			expect(await Promise.all(devices.map(homeOf))).toEqual([owner, owner, owner]);
			expect(await namesOf(owner)).toEqual(expect.arrayContaining(['Identified', 'Identified', 'Identified']));
		}
	});

	test('joins nobody when nobody has verified it', async () => {
		const [ada, mallory] = [newVisitor(1), newVisitor(2)];
		await send([track(ada, 'Seen'), track(mallory, 'Seen')]);
		await send([verified({ anonymousId: ada }, 'ada@shop.example')], server);
		for (const proof of [{}, { email_verified: false }, { email_verified: 'true' }]) {
			const traits = { email: 'ada@shop.example', ...proof };
			await send([{ type: 'identify', anonymousId: mallory, traits }], server);
		}
		expect(await homeOf(mallory)).toBe(mallory);
	});

	test('of two users joins them never, and that is told', async () => {
		const [ada, bob] = [newVisitor(1), newVisitor(2)];
		await signIn(ada, 'u-1');
		await signIn(bob, 'u-2');
		await send(
			[verified({ userId: 'u-1' }, 'home@family.example'), verified({ userId: 'u-2' }, 'home@family.example')],
			server,
		);
		expect(await homeOf(bob)).toBe(bob);
		expect(await refusals()).toEqual([{ reason: 'two-users', value: 'home@family.example' }]);
		expect((await shardOf(env, bob).detail(bob))?.userId).toBe('u-2');
	});

	test.each(['info@shop.example', 'No-Reply@shop.example', 'support+de@shop.example'])(
		'that many read, such as %s, joins nobody, and that is told',
		async (email) => {
			const devices = [newVisitor(1), newVisitor(2), newVisitor(3)];
			await send(devices.map((id) => track(id, 'Seen')));
			for (const anonymousId of devices) await send([verified({ anonymousId }, email)], server);
			for (const id of devices) expect(await homeOf(id)).toBe(id);
			expect(await refusals()).toMatchObject([{ reason: 'shared-value' }, { reason: 'shared-value' }]);
		},
	);
});

describe('the guard', () => {
	test('keeps the people apart who share a device, and tells of it', async () => {
		const kiosk = newVisitor(1);
		await send([track(kiosk, 'Seen')]);
		for (const user of ['u-1', 'u-2', 'u-3', 'u-1', 'u-2']) await signIn(kiosk, user);
		expect(await homeOf(await ownerOf('userId', 'u-1'))).toBe(kiosk);
		const [second, third] = [await ownerOf('userId', 'u-2'), await ownerOf('userId', 'u-3')];
		expect(new Set([kiosk, second, third]).size).toBe(3);
		expect(await namesOf(second)).toEqual(['Signed In', 'Signed In']);
		expect(await refusals()).toMatchObject([{ reason: 'two-users', value: 'u-2' }]);
	});

	test.each(['null', 'undefined', 'guest', '0', 'Anonymous', '[object Object]'])(
		'makes no crowd of everybody who is sent as the user %s',
		async (userId) => {
			const devices = [newVisitor(1), newVisitor(2), newVisitor(3)];
			await send(devices.map((id) => track(id, 'Seen')));
			for (const device of devices) await signIn(device, userId);
			for (const id of devices) expect(await homeOf(id)).toBe(id);
			expect(await refusals()).toMatchObject([{ reason: 'shared-value' }, { reason: 'shared-value' }]);
		},
	);

	test('stops when one person would have more devices than the limit', async () => {
		await setKind('anonymousId', { max: 3, priority: 0 });
		const devices = [1, 2, 3, 4, 5].map((shard) => newVisitor(shard));
		await send(devices.map((id) => track(id, 'Seen')));
		for (const device of devices) await signIn(device, 'u-1');
		const homes = await Promise.all(devices.map(homeOf));
		expect(homes.filter((home) => home === devices[0])).toHaveLength(3);
		expect(await refusals()).toMatchObject([{ reason: 'too-many' }, { reason: 'too-many' }]);
	});

	test('lets a profile have as many addresses as the limit says', async () => {
		await setKind('email', { max: 2, joins: 'verified' });
		const emails = ['a@shop.example', 'b@shop.example', 'c@shop.example'];
		for (const email of emails) await send([verified({ userId: 'u-1' }, email)], server);
		const owners = await Promise.all(emails.map((email) => ownerOf('email', email)));
		expect(owners).toEqual([await ownerOf('userId', 'u-1'), await ownerOf('userId', 'u-1'), 'nobody']);
	});

	test('lets a profile have no more addresses when all are named at once', async () => {
		await setKind('email', { max: 2, joins: 'verified' });
		const emails = ['a@shop.example', 'b@shop.example', 'c@shop.example', 'd@shop.example'];
		await send(
			emails.map((email) => verified({ userId: 'u-1' }, email)),
			server,
		);
		const owners = await Promise.all(emails.map((email) => ownerOf('email', email)));
		const owner = await ownerOf('userId', 'u-1');
		expect(owners).toEqual([owner, owner, 'nobody', 'nobody']);
	});
});

describe('a kind of the workspace’s own', () => {
	test('finds and joins people, by the priority that it has', async () => {
		await setKind('customerNumber', { trait: 'customerNumber', priority: 70 });
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		await send([track(phone, 'Seen'), track(laptop, 'Seen')]);
		for (const anonymousId of [phone, laptop])
			await send([{ type: 'identify', anonymousId, traits: { customerNumber: 4711 } }], server);
		expect(await homeOf(laptop)).toBe(phone);
		expect(await ownerOf('customerNumber', '4711')).toBe(phone);
	});
});

test('the row of who was merged goes from D1, and the one of who stays has both', async () => {
	const [phone, laptop] = [newVisitor(1), newVisitor(2)];
	await send([track(phone, 'Seen'), track(laptop, 'Seen')]);
	await runDurableObjectAlarm(shardOf(env, laptop));
	for (const device of [phone, laptop]) await signIn(device, 'u-1');
	for (const device of [phone, laptop]) await runDurableObjectAlarm(shardOf(env, device));
	const { results } = await env.DB.prepare('SELECT id, user_id FROM profiles').all();
	expect(results).toEqual([{ id: phone, user_id: 'u-1' }]);
});
