import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addRollUp, group, settle } from '../testing/accounts.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';

const server = { key: secretKey };
let call: Call;
beforeEach(async () => {
	await openWorkspace();
	call = await callAs('editor');
});
afterEach(() => vi.useRealTimers());

/** Two companies, of which the second has another name than its id. */
async function companies(): Promise<{ ada: string; ben: string }> {
	const [ada, ben] = [newVisitor(1), newVisitor(2)];
	await send(
		[
			{ type: 'identify', anonymousId: ada, userId: 'u-1', timestamp: '2026-01-01T00:00:00Z', traits: { name: 'Ada' } },
			group(ada, 'initech', { traits: { name: 'Initech', plan: 'pro' } }),
		],
		server,
	);
	await send([group(ben, 'a/b?c=1#d', { traits: { name: '100 % <b>Bolts</b>' } }), track(ben, 'Signed In')], server);
	await settle();
	return { ada, ben };
}

describe('accounts', () => {
	test('are listed and found by a part of a name or id, and shown whatever they are called', async () => {
		const { ada } = await companies();
		const found = async (query: string) => {
			const { body } = (await call('GET', `/accounts${query}`)) as { body: { items: { id: string }[] } };
			return body.items.map(({ id }) => id).sort();
		};
		expect(await found('')).toEqual(['a/b?c=1#d', 'initech']);
		expect(await found('?search=bolt')).toEqual(['a/b?c=1#d']);
		expect(await found('?search=%25')).toEqual(['a/b?c=1#d']);
		expect(await found('?search=INITE')).toEqual(['initech']);
		expect(await found('?search=nobody')).toEqual([]);
		expect(await call('GET', `/accounts/${encodeURIComponent('a/b?c=1#d')}`)).toMatchObject({
			status: 200,
			body: { id: 'a/b?c=1#d', name: '100 % <b>Bolts</b>', isVerified: true, members: 1, former: 0, claimed: 0 },
		});
		expect(await call('GET', '/accounts/initech/members')).toMatchObject({
			body: { items: [{ profileId: ada, profile: { name: 'Ada' }, until: null, isClaim: false }], cursor: null },
		});
		expect(await call('GET', '/accounts/initech/events')).toMatchObject({
			body: { items: [{ event: 'Grouped', profileId: ada, profileName: 'Ada' }] },
		});
		expect(await call('GET', `/profiles/${ada}`)).toMatchObject({
			body: { account: { id: 'initech', name: 'Initech', isClaim: false } },
		});
	});

	test('that are nobody’s are not found, in whatever way they are asked for', async () => {
		for (const path of ['/accounts/nobody', '/accounts/nobody/members', '/accounts/nobody/events'])
			expect(await call('GET', path)).toMatchObject({ status: 404, body: { error: { code: 'account-unknown' } } });
		expect(await call('PATCH', '/accounts/nobody/traits', { traits: { a: 1 } })).toMatchObject({ status: 404 });
		expect(await call('DELETE', '/accounts/nobody')).toMatchObject({ status: 404 });
	});

	test('have traits as teammates say them, over what a browser claims, until a server says something newer', async () => {
		const { ada } = await companies();
		expect(
			await call('PATCH', '/accounts/initech/traits', { traits: { plan: 'enterprise', tier: 'gold' } }),
		).toMatchObject({ status: 204 });
		await send([group(ada, 'initech', { traits: { tier: 'mud', colour: 'red' } })]);
		await settle();
		expect(await call('GET', '/accounts/initech')).toMatchObject({
			body: {
				traits: {
					plan: { value: 'enterprise', source: 'teammate' },
					tier: { value: 'gold' },
					colour: { value: 'red', source: 'browser' },
				},
			},
		});
		await send([group(ada, 'initech', { traits: { plan: 'free' } })], server);
		await settle();
		await call('PATCH', '/accounts/initech/traits', { traits: { tier: null } });
		expect(await call('GET', '/accounts/initech')).toMatchObject({
			body: { traits: { plan: { value: 'free', source: 'server' }, tier: { value: null } } },
		});
	});

	test('refuse traits that no event may carry, or for which there is no room, and keep what they have', async () => {
		await companies();
		expect(await call('PATCH', '/accounts/initech/traits', { traits: {} })).toMatchObject({ status: 400 });
		const deep = JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`);
		expect((await call('PATCH', '/accounts/initech/traits', { traits: deep })).status).toBe(400);
		for (let at = 0; at < 3; at++)
			await call('PATCH', '/accounts/initech/traits', { traits: { [`t${at}`]: 'x'.repeat(20_000) } });
		expect(await call('PATCH', '/accounts/initech/traits', { traits: { last: 'x'.repeat(20_000) } })).toMatchObject({
			status: 422,
			body: { error: { code: 'account-full', path: 'traits' } },
		});
		expect(await call('GET', '/accounts/initech')).toMatchObject({ body: { traits: { plan: { value: 'pro' } } } });
	});

	test('are changed and erased by editors only', async () => {
		await companies();
		const view = await callAs('viewer');
		expect(await view('GET', '/accounts')).toMatchObject({ status: 200 });
		expect(await view('PATCH', '/accounts/initech/traits', { traits: { a: 1 } })).toMatchObject({ status: 403 });
		expect(await view('DELETE', '/accounts/initech')).toMatchObject({ status: 403 });
		expect(await call('DELETE', '/accounts/initech')).toMatchObject({ status: 204 });
		expect(await call('DELETE', '/accounts/initech')).toMatchObject({ status: 404 });
		await settle();
		expect(await call('GET', '/accounts')).toMatchObject({ body: { items: [{ id: 'a/b?c=1#d' }] } });
	});

	test('have computed traits of their own, which stay while a segment reads them', async () => {
		await companies();
		const amount = { event: 'Signed In', count: true };
		expect(await call('POST', '/computed-traits/preview', { scope: 'account', amount })).toMatchObject({
			body: { people: 2, withValue: 1, examples: [{ profile: null, account: { id: 'a/b?c=1#d' }, value: 1 }] },
		});
		expect(
			await call('POST', '/computed-traits', { id: 'logins', scope: 'account', name: 'Logins', amount }),
		).toMatchObject({ status: 201, body: { scope: 'account' } });
		await call('POST', '/segments', {
			id: 'active',
			name: 'Active',
			condition: { 'account.computed.logins': { $gte: 1 } },
		});
		expect(await call('DELETE', '/computed-traits/logins')).toMatchObject({
			status: 409,
			body: { error: { code: 'computed-trait-in-use' } },
		});
		await settle();
		expect(await call('GET', `/accounts/${encodeURIComponent('a/b?c=1#d')}`)).toMatchObject({
			body: { computed: { logins: 1 } },
		});
		await addRollUp('more', { event: 'Signed In', daysSinceLast: true });
		await settle();
		expect(await call('GET', '/accounts/initech')).toMatchObject({ body: { computed: { logins: 0, more: null } } });
	});
});
