import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Call, callAs } from '../../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send, track } from '../../testing/workspace.ts';
import { shardOf } from '../index.ts';

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('editor');
});

const server = { key: secretKey, headers: { 'content-type': 'application/json' } };

/** Two people of whom the second, who came later, is known. */
async function twoPeople(): Promise<{ nameless: string; known: string }> {
	const [nameless, known] = [newVisitor(1), newVisitor(2)];
	await send([track(nameless, 'Seen')]);
	await send([{ type: 'identify', anonymousId: known, userId: 'u-1' }], server);
	return { nameless, known };
}

async function writeBehind(...ids: readonly string[]): Promise<void> {
	for (const id of ids) await runDurableObjectAlarm(shardOf(env, id));
}

describe('merging by hand', () => {
	test('keeps the known one, tells who did it, and is found by either id', async () => {
		const { nameless, known } = await twoPeople();
		expect(await api('POST', `/profiles/${nameless}/merges`, { profileId: known })).toEqual({
			status: 200,
			body: { profileId: known },
		});
		expect(await api('GET', `/profiles/${nameless}`)).toMatchObject({
			status: 200,
			body: { id: known, userId: 'u-1' },
		});
		expect((await api('GET', `/profiles/${nameless}/merges`)).body).toMatchObject({
			items: [{ sourceId: nameless, targetId: known, state: 'done', cause: { kind: 'teammate' }, undoneAt: null }],
			refusals: [],
		});
		await writeBehind(nameless, known);
		expect((await api('GET', `/profiles?search=${nameless}`)).body).toMatchObject({ items: [{ id: known }] });
	});

	test('of two whom nobody knows keeps the one who was here first', async () => {
		const [early, late] = [newVisitor(1), newVisitor(2)];
		await send([track(early, 'Seen', { timestamp: new Date(Date.now() - 60_000).toISOString() }), track(late, 'Seen')]);
		expect((await api('POST', `/profiles/${late}/merges`, { profileId: early })).body).toEqual({ profileId: early });
	});

	test('is undone by hand, once', async () => {
		const { nameless, known } = await twoPeople();
		await api('POST', `/profiles/${known}/merges`, { profileId: nameless });
		const { body } = await api('GET', `/profiles/${known}/merges`);
		const { items } = body as { items: { id: string; undoUntil: string | null }[] };
		expect(Date.parse(items[0]?.undoUntil ?? '')).toBeGreaterThan(Date.now() + 29 * 86_400_000);
		const undone = await api('POST', `/merges/${items[0]?.id}/undo`);
		expect(undone).toMatchObject({
			status: 200,
			body: { state: 'undone', undoUntil: null, undoneBy: expect.any(String) },
		});
		expect((await api('GET', `/profiles/${nameless}`)).body).toMatchObject({ id: nameless });
		expect(await api('POST', `/merges/${items[0]?.id}/undo`)).toMatchObject({
			status: 409,
			body: { error: { code: 'merge-over' } },
		});
		expect((await api('GET', `/profiles/${nameless}/merges`)).body).toMatchObject({ items: [{ state: 'undone' }] });
	});

	test('says why not, and how to go on', async () => {
		const { nameless, known } = await twoPeople();
		const other = newVisitor(3);
		await send([{ type: 'identify', anonymousId: other, userId: 'u-2' }], server);
		const refused = async (id: string, profileId: unknown) => {
			const { status, body } = await api('POST', `/profiles/${id}/merges`, { profileId });
			return [status, (body as { error: { code: string } }).error.code];
		};
		expect(await refused(known, known)).toEqual([400, 'merge-same']);
		expect(await refused(known, other)).toEqual([409, 'merge-two-users']);
		expect(await refused(known, newVisitor(4))).toEqual([404, 'profile-unknown']);
		expect(await refused(known, 'u-2')).toEqual([404, 'profile-unknown']);
		expect((await refused(known, 7))[0]).toBe(400);
		expect((await api('POST', '/merges/nope/undo')).status).toBe(404);
		await api('POST', `/profiles/${known}/merges`, { profileId: nameless });
		expect(await refused(nameless, known)).toEqual([400, 'merge-same']);
	});

	test('of a chain undoes the last merge first, and says so', async () => {
		const [a, b] = [newVisitor(1), newVisitor(2)];
		await send([track(b, 'Seen', { timestamp: new Date(Date.now() - 60_000).toISOString() }), track(a, 'Seen')]);
		const c = (await twoPeople()).known;
		await api('POST', `/profiles/${b}/merges`, { profileId: a });
		await api('POST', `/profiles/${c}/merges`, { profileId: b });
		const first = await env.DB.prepare('SELECT id FROM merges WHERE source_id = ?').bind(a).first<string>('id');
		expect(await api('POST', `/merges/${first}/undo`)).toMatchObject({
			status: 409,
			body: { error: { code: 'merge-not-last' } },
		});
		expect((await api('GET', `/profiles/${a}`)).body).toMatchObject({ id: c });
	});

	test('is not for viewers', async () => {
		const { nameless, known } = await twoPeople();
		const viewer = await callAs('viewer');
		expect((await viewer('POST', `/profiles/${known}/merges`, { profileId: nameless })).status).toBe(403);
		expect((await viewer('POST', '/merges/x/undo')).status).toBe(403);
		expect((await viewer('PUT', '/identity-kinds/email', {})).status).toBe(403);
		expect((await viewer('GET', `/profiles/${known}/merges`)).status).toBe(200);
	});
});

describe('a profile', () => {
	test('shows and is found by all of its identities, and says which are only claimed', async () => {
		const phone = newVisitor(1);
		await send([track(phone, 'Seen'), { type: 'identify', anonymousId: phone, userId: 'u-9' }]);
		const claimed = await api('GET', `/profiles/${phone}`);
		expect(claimed.body).toMatchObject({
			identities: [
				{ kind: 'anonymousId', value: phone, verified: true },
				{ kind: 'userId', value: 'u-9', verified: false },
			],
		});
		const traits = { email: 'Ada@Shop.example', email_verified: true, phone: '+41 44 668 18 00', phone_verified: true };
		await send(
			[{ type: 'identify', anonymousId: phone, userId: 'u-9', traits }, track('other-sdk', 'Seen', { userId: 'u-9' })],
			server,
		);
		await writeBehind(phone);
		for (const search of ['u-9', 'ada@shop.example', '+41446681800', 'other-sdk', phone]) {
			const { body } = await api('GET', `/profiles?search=${encodeURIComponent(search)}`);
			expect(body).toMatchObject({ items: [{ id: phone }] });
		}
		const { identities } = (await api('GET', `/profiles/${phone}`)).body as { identities: object[] };
		expect(identities).toEqual(
			expect.arrayContaining([
				{ kind: 'userId', value: 'u-9', verified: true },
				{ kind: 'email', value: 'ada@shop.example', verified: true },
				{ kind: 'phone', value: '+41446681800', verified: true },
				{ kind: 'anonymousId', value: 'other-sdk', verified: true },
			]),
		);
	});

	test('shows from whom the guard has kept it apart, and why', async () => {
		const kiosk = newVisitor(1);
		await send([track(kiosk, 'Seen')]);
		for (const userId of ['u-1', 'u-2']) await send([track(kiosk, 'Signed In', { userId })], server);
		await send([track(kiosk, 'Signed In', { userId: 'u-2' })], server);
		expect((await api('GET', `/profiles/${kiosk}/merges`)).body).toMatchObject({
			items: [],
			refusals: [
				{
					reason: 'two-users',
					cause: { kind: 'userId', value: 'u-2' },
					message: expect.any(String),
					hint: expect.any(String),
				},
			],
		});
	});
});

describe('kinds of identities', () => {
	const own = { trait: 'customerNumber', priority: 70, max: 2, joins: 'always' };

	test('have defaults, may be set, and set back', async () => {
		const { body } = await api('GET', '/identity-kinds');
		const { items } = body as { items: { kind: string; joins: string; max: number }[] };
		expect(items.map(({ kind }) => kind)).toEqual(['userId', 'email', 'phone', 'anonymousId']);
		const email = { trait: 'email', priority: 80, max: 3, joins: 'never' };
		expect(await api('PUT', '/identity-kinds/email', email)).toMatchObject({
			status: 200,
			body: { kind: 'email', isBuiltIn: true },
		});
		expect(await api('PUT', '/identity-kinds/customerNumber', own)).toMatchObject({
			status: 200,
			body: { isBuiltIn: false },
		});
		const set = (await api('GET', '/identity-kinds')).body as typeof body & { items: { kind: string }[] };
		expect(set.items.map(({ kind }) => kind)).toEqual(['userId', 'email', 'customerNumber', 'phone', 'anonymousId']);
		for (const kind of ['email', 'customerNumber'])
			expect((await api('DELETE', `/identity-kinds/${kind}`)).status).toBe(204);
		expect((await api('GET', '/identity-kinds')).body).toEqual(body);
	});

	test('take effect at once: an address that joins nobody joins nobody', async () => {
		await api('PUT', '/identity-kinds/email', { trait: 'email', priority: 80, max: 3, joins: 'never' });
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		await send([track(phone, 'Seen'), track(laptop, 'Seen')]);
		const traits = { email: 'ada@shop.example', email_verified: true };
		for (const anonymousId of [phone, laptop]) await send([{ type: 'identify', anonymousId, traits }], server);
		expect((await api('GET', `/profiles/${laptop}`)).body).toMatchObject({ id: laptop });
	});

	test.each<[string, string, object, number, string]>([
		['more than one userId', 'userId', { trait: null, priority: 100, max: 2, joins: 'always' }, 400, 'kind-fixed'],
		['a userId that joins nobody', 'userId', { trait: null, priority: 100, max: 1, joins: 'never' }, 400, 'kind-fixed'],
		['another trait for a kind that is built in', 'email', { ...own, trait: 'mail' }, 400, 'kind-trait'],
		['a kind of one’s own without a trait', 'customer', { ...own, trait: null }, 400, 'kind-trait'],
		['a trait that another kind has', 'mail', { ...own, trait: 'email' }, 409, 'kind-trait-taken'],
		['a name that means something else', 'claim', own, 400, 'kind-reserved'],
		['a name that is none', 'a b', own, 400, 'kind-name'],
		['no limit', 'customer', { ...own, max: 0 }, 400, 'invalid'],
		['a word that is none', 'customer', { ...own, joins: 'sometimes' }, 400, 'invalid'],
	])('refuse %s', async (_name, kind, settings, status, code) => {
		const answer = await api('PUT', `/identity-kinds/${encodeURIComponent(kind)}`, settings);
		expect(answer).toMatchObject({ status, body: { error: { code } } });
		expect(await env.DB.prepare('SELECT count(*) AS n FROM identity_kinds').first('n')).toBe(0);
	});
});
