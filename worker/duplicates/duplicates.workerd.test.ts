import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('editor');
});

const server = { key: secretKey, headers: { 'content-type': 'application/json' } };

interface Proposal {
	readonly id: string;
	readonly level: string;
	readonly score: number;
	readonly reasons: readonly string[];
	readonly people: readonly { readonly id: string }[];
}

let shardNumber = 0;

/** Somebody whom a server knows, of whom a teammate says this. */
async function person(traits: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<string> {
	const anonymousId = newVisitor(shardNumber++ % 8);
	await send([{ type: 'identify', anonymousId, traits: {}, ...more }], server);
	expect(await api('PATCH', `/profiles/${anonymousId}/traits`, { traits })).toMatchObject({ status: 204 });
	await writeBehind(anonymousId);
	return anonymousId;
}

async function writeBehind(...ids: readonly string[]): Promise<void> {
	for (const id of ids) await runDurableObjectAlarm(shardOf(env, id));
}

async function proposals(filter = ''): Promise<Proposal[]> {
	const { status, body } = await api('GET', `/duplicates${filter}`);
	expect(status).toBe(200);
	return (body as { items: Proposal[] }).items;
}

/** The one pair that is proposed. */
async function onlyProposal(): Promise<Proposal> {
	const found = await proposals();
	expect(found).toHaveLength(1);
	return found[0] as Proposal;
}

const peopleOf = ({ people }: Proposal) => people.map(({ id }) => id).sort();

describe('duplicates', () => {
	test('are found by what two people have in common, and proposed with the reasons', async () => {
		const one = await person({ email: 'ada@example.com', name: 'Ada Lovelace' }, { userId: 'u-1' });
		const other = await person({ email: 'ADA@example.com' });
		await person({ email: 'grace@example.com' });
		const found = await onlyProposal();
		expect(peopleOf(found)).toEqual([one, other].sort());
		expect(found).toMatchObject({ level: 'certain', score: 95, reasons: ['The same e-mail address'] });
		expect(await api('GET', '/duplicates/count')).toMatchObject({
			body: { certain: 1, likely: 0, possible: 0, unchecked: 0 },
		});
		expect(await proposals('?level=possible')).toEqual([]);
	});

	test('are looked for only by what is new', async () => {
		await person({ email: 'ada@example.com' });
		await proposals();
		const late = await person({ email: 'ada@example.com' });
		expect(peopleOf(await onlyProposal())).toContain(late);
	});

	test('propose two users with one address, and merge them only for who says so', async () => {
		const one = await person({ email: 'ada@example.com' }, { userId: 'u-1' });
		const other = await person({ email: 'ada@example.com' }, { userId: 'u-2' });
		const found = await onlyProposal();
		expect(found).toMatchObject({
			level: 'likely',
			twoUsers: true,
			against: ['Two users, each with an id of their own'],
		});
		expect((await api('GET', `/duplicates/${found.id}`)).body).toMatchObject({
			keepId: one,
			isOpen: true,
			refusal: null,
			merged: { id: one, userId: 'u-1' },
		});
		expect((await api('GET', `/duplicates/${found.id}?keep=${other}`)).body).toMatchObject({
			merged: { id: other, userId: 'u-2' },
		});
		expect((await api('POST', '/duplicates/merge', { ids: [found.id] })).body).toMatchObject({
			items: [{ profileId: null, message: 'They are not certain any more.' }],
		});
		expect(await api('POST', `/duplicates/${found.id}/merge`, {})).toMatchObject({
			status: 409,
			body: { error: { code: 'merge-two-users' } },
		});
		expect(await api('POST', `/duplicates/${found.id}/merge`, { twoUsers: true, keep: other })).toEqual({
			status: 200,
			body: { profileId: other },
		});
		expect((await api('GET', `/profiles/${one}`)).body).toMatchObject({ id: other, userId: 'u-2' });
		expect(await proposals()).toEqual([]);
	});

	test('leave alone a shared address, and what more than five people have', async () => {
		await person({ email: 'info@example.com' });
		await person({ email: 'info@example.com' });
		for (let i = 0; i < 5; i++) await person({ phone: '+4930901820' });
		expect(await proposals()).toHaveLength(10);
		await person({ phone: '+4930901820' });
		expect(await proposals()).toEqual([]);
	});

	test('show who the two would be, by the rules of merging, and change nothing', async () => {
		const known = await person({ email: 'ada@example.com', city: 'London' }, { userId: 'u-1' });
		const nameless = newVisitor(6);
		await send(
			[
				track(nameless, 'Seen'),
				{ type: 'identify', anonymousId: nameless, traits: { email: 'ada@example.com', city: 'Naples', plan: 'gold' } },
			],
			server,
		);
		await writeBehind(nameless);
		const { id } = await onlyProposal();
		const before = (await api('GET', `/profiles/${known}`)).body;
		const foreseen = await api('GET', `/duplicates/${id}`);
		expect(foreseen).toMatchObject({
			status: 200,
			body: { keepId: known, isOpen: false, refusal: null, merged: { id: known, userId: 'u-1', events: 4 } },
		});
		const { merged, details } = foreseen.body as { merged: { traits: object }; details: { id: string }[] };
		expect(details.map((one) => one.id).sort()).toEqual([known, nameless].sort());
		expect((await api('GET', `/profiles/${known}`)).body).toEqual(before);
		expect(await api('POST', `/duplicates/${id}/merge`, {})).toEqual({ status: 200, body: { profileId: known } });
		const { body } = await api('GET', `/profiles/${known}`);
		expect((body as { traits: object }).traits).toEqual(merged.traits);
		expect(merged.traits).toMatchObject({ city: { value: 'Naples' }, plan: { value: 'gold' } });
	});

	test('keep whom a teammate names, where nobody knows either', async () => {
		const early = await person({ email: 'ada@example.com' }, { timestamp: '2026-01-01T00:00:00Z' });
		const late = await person({ email: 'ada@example.com' });
		const { id } = await onlyProposal();
		expect((await api('GET', `/duplicates/${id}`)).body).toMatchObject({ keepId: early, isOpen: true });
		expect((await api('GET', `/duplicates/${id}?keep=${late}`)).body).toMatchObject({ keepId: late });
		expect(await api('POST', `/duplicates/${id}/merge`, { keep: 'somebody' })).toMatchObject({ status: 400 });
		expect((await api('POST', `/duplicates/${id}/merge`, { keep: late })).body).toEqual({ profileId: late });
		expect(await proposals()).toEqual([]);
		expect(await api('POST', `/duplicates/${id}/merge`, {})).toMatchObject({
			status: 409,
		});
	});

	test('do not keep a nameless one over a user', async () => {
		await person({ email: 'ada@example.com' }, { userId: 'u-1' });
		const nameless = await person({ email: 'ada@example.com' });
		const { id } = await onlyProposal();
		expect(await api('POST', `/duplicates/${id}/merge`, { keep: nameless })).toMatchObject({
			status: 409,
			body: { error: { code: 'merge-known-stays' } },
		});
		expect(await proposals()).toHaveLength(1);
	});

	test('that were dismissed stay so, also after either changes or becomes somebody else', async () => {
		const one = await person({ email: 'ada@example.com' });
		const other = await person({ email: 'ada@example.com' });
		const { id } = await onlyProposal();
		expect(await api('POST', `/duplicates/${id}/dismiss`)).toMatchObject({ status: 200, body: { state: 'dismissed' } });
		expect(await api('POST', `/duplicates/${id}/dismiss`)).toMatchObject({ status: 409 });
		await send([{ type: 'identify', anonymousId: other, traits: { phone: '+4930901820' } }], server);
		await send([{ type: 'identify', anonymousId: one, traits: { phone: '+4930901820' } }], server);
		await writeBehind(one, other);
		expect(await proposals()).toEqual([]);
		const third = await person({ name: 'Ada' }, { userId: 'u-3' });
		await api('POST', `/profiles/${third}/merges`, { profileId: other });
		await writeBehind(third, other);
		expect(await proposals()).toEqual([]);
		expect((await proposals('?state=dismissed')).map((each) => each.id)).toEqual([]);
	});

	test('that were dismissed by mistake are proposed again when somebody says so', async () => {
		await person({ email: 'ada@example.com' });
		await person({ email: 'ada@example.com' });
		const { id } = await onlyProposal();
		await api('POST', `/duplicates/${id}/dismiss`);
		expect((await proposals('?state=dismissed')).map((each) => each.id)).toEqual([id]);
		expect(await api('POST', `/duplicates/${id}/reopen`)).toMatchObject({ status: 200, body: { state: 'pending' } });
		expect((await onlyProposal()).id).toBe(id);
		expect(await api('POST', `/duplicates/${id}/reopen`)).toMatchObject({ status: 409 });
	});

	test('that were merged and separated again are not proposed again', async () => {
		const one = await person({ email: 'ada@example.com' }, { timestamp: '2026-01-01T00:00:00Z' });
		const other = await person({ email: 'ada@example.com' });
		const { id } = await onlyProposal();
		await api('POST', `/duplicates/${id}/merge`, {});
		await writeBehind(one, other);
		expect(await proposals()).toEqual([]);
		const { body } = await api('GET', `/profiles/${one}/merges`);
		const { items } = body as { items: { id: string }[] };
		expect(await api('POST', `/merges/${items[0]?.id}/undo`)).toMatchObject({ status: 200 });
		await writeBehind(one, other);
		expect(await proposals()).toEqual([]);
	});

	test('leave the list with what spoke for them', async () => {
		const one = await person({ email: 'ada@example.com' });
		await person({ email: 'ada@example.com' });
		const { id } = await onlyProposal();
		await send([{ type: 'identify', anonymousId: one, traits: { email: 'byron@example.com' } }], server);
		await writeBehind(one);
		expect(await proposals()).toEqual([]);
		expect(await api('GET', `/duplicates/${id}`)).toMatchObject({ status: 404 });
		expect(await api('GET', '/duplicates/count')).toMatchObject({ body: { certain: 0 } });
	});

	test('are merged in bulk only where they are certain', async () => {
		const early = await person({ email: 'ada@example.com' }, { timestamp: '2026-01-01T00:00:00Z' });
		await person({ email: 'ada@example.com' });
		await person({ email: 'g.hopper@example.com' });
		await person({ email: 'ghopper@example.com' });
		const [certain, possible] = await proposals();
		const ids = [certain?.id, possible?.id, 'dup_nobody'];
		expect(await api('POST', '/duplicates/merge', { ids })).toEqual({
			status: 200,
			body: {
				items: [
					{ id: certain?.id, profileId: early, message: null },
					{ id: possible?.id, profileId: null, message: 'They are not certain any more.' },
					{ id: 'dup_nobody', profileId: null, message: 'Nobody proposes these two any more.' },
				],
			},
		});
		expect((await proposals()).map(({ id }) => id)).toEqual([possible?.id]);
		expect(await api('POST', '/duplicates/merge', { ids: [] })).toMatchObject({ status: 400 });
	});

	test.each([
		['a page', {}],
		['a server that knows no user by it', server],
	])('are not certain by what %s says', async (_, by) => {
		await person({ email: 'ada@example.com' }, { userId: 'u-1' });
		const visitor = newVisitor(2);
		await send([{ type: 'identify', anonymousId: visitor, traits: { email: 'ada@example.com' } }], by);
		await writeBehind(visitor);
		const { id, ...found } = await onlyProposal();
		expect(found).toMatchObject({ level: 'likely', against: ['Nobody answers for it'] });
		expect((await api('POST', '/duplicates/merge', { ids: [id] })).body).toMatchObject({
			items: [{ profileId: null }],
		});
	});

	test('are decided by editors only, and noted in the audit', async () => {
		await person({ email: 'ada@example.com' });
		await person({ email: 'ada@example.com' });
		const { id } = await onlyProposal();
		const viewer = await callAs('viewer');
		expect(await viewer('GET', `/duplicates/${id}`)).toMatchObject({ status: 200 });
		expect(await viewer('POST', `/duplicates/${id}/merge`, {})).toMatchObject({ status: 403 });
		expect(await viewer('POST', `/duplicates/${id}/dismiss`)).toMatchObject({ status: 403 });
		await api('POST', `/duplicates/${id}/dismiss`);
		const noted = await env.DB.prepare("SELECT target FROM audit WHERE action = 'duplicate.dismiss'").all();
		expect(noted.results).toEqual([{ target: id }]);
	});

	test('come page by page, each once', async () => {
		const same = Array.from({ length: 13 }, (_, n) => [`a.${n}@example.com`, `a.${n}@example.com`]).flat();
		const alike = Array.from({ length: 13 }, (_, n) =>
			['', '.', '..'].map((dots) => `b${dots}c${n}@example.com`),
		).flat();
		const batch = [...same, ...alike].map((email) => ({
			type: 'identify',
			anonymousId: newVisitor(1),
			traits: { email },
		}));
		await send(batch, server);
		await writeBehind(newVisitor(1));
		const seen = new Set<string>();
		let cursor: string | null = null;
		let pages = 0;
		do {
			const { body } = await api('GET', `/duplicates${cursor === null ? '' : `?cursor=${cursor}`}`);
			const page = body as { items: Proposal[]; cursor: string | null };
			for (const { id } of page.items) seen.add(id);
			({ cursor } = page);
			pages++;
		} while (cursor !== null);
		expect(seen.size).toBe(13 + 39);
		expect(pages).toBe(2);
	});

	test('are found among people who were there before anybody looked for them', async () => {
		const one = await person({ email: 'ada@example.com' });
		const other = await person({ email: 'ada@example.com' });
		await env.DB.prepare('DELETE FROM duplicate_keys').run();
		for (const id of [one, other]) {
			const shard = shardOf(env, id);
			await runInDurableObject(
				shard,
				(_, { storage }) => void storage.sql.exec("DELETE FROM meta WHERE key = 'keyed'"),
			);
			await shard.wake();
			await runDurableObjectAlarm(shard);
			await runDurableObjectAlarm(shard);
		}
		expect(peopleOf(await onlyProposal())).toEqual([one, other].sort());
	});

	test('of somebody who is erased are erased', async () => {
		const one = await person({ email: 'ada@example.com' });
		await person({ email: 'ada@example.com' });
		await onlyProposal();
		const owner = await callAs('owner');
		expect((await owner('POST', `/profiles/${one}/erase`, {})).status).toBeLessThan(300);
		for (let turn = 0; turn < 4; turn++) await writeBehind(one);
		expect(await proposals()).toEqual([]);
		const { results } = await env.DB.prepare('SELECT key FROM duplicate_keys WHERE profile_id = ?').bind(one).all();
		expect(results).toEqual([]);
	});

	test('of somebody who was erased and comes again are looked for anew', async () => {
		const one = await person({ email: 'ada@example.com' });
		const keys = async () =>
			(await env.DB.prepare('SELECT key FROM duplicate_keys WHERE profile_id = ?').bind(one).all()).results;
		const before = await keys();
		expect(before).toHaveLength(1);
		const owner = await callAs('owner');
		expect((await owner('POST', `/profiles/${one}/erase`, {})).status).toBeLessThan(300);
		for (let turn = 0; turn < 4; turn++) await writeBehind(one);
		expect(await keys()).toEqual([]);
		await send([{ type: 'identify', anonymousId: one, traits: {} }], server);
		expect(await api('PATCH', `/profiles/${one}/traits`, { traits: { email: 'ada@example.com' } })).toMatchObject({
			status: 204,
		});
		await writeBehind(one);
		expect(await keys()).toEqual(before);
	});
});
