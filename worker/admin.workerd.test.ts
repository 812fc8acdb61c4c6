import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { emailProvider } from './messages/email-provider.ts';
import { siteByHost, siteByKey } from './sites/storage.ts';
import { type Call, callAs, ORIGIN, sessionOf } from './testing/sign-in.ts';
import { call as fetchWorker, newVisitor, openWorkspace, send, track } from './testing/workspace.ts';

let call: Call;
beforeEach(async () => {
	call = await callAs('editor');
});

const refused = (status: number, code: string, rest: object = {}) => ({
	status,
	body: { error: expect.objectContaining({ code, ...rest }) },
});

describe('who may do what', () => {
	it('is nobody who is not signed in', async () => {
		for (const path of ['sites', 'segments', 'journeys', 'messages', 'mailbox', 'providers/email']) {
			const response = await fetchWorker(`${ORIGIN}/api/${path}`);
			expect([path, response.status]).toEqual([path, 401]);
		}
	});

	it('lets viewers look, but not change anything nor see a secret key', async () => {
		await call('POST', '/sites', { id: 'shop', name: 'Shop' });
		const view = await callAs('viewer');
		expect(await view('GET', '/sites/shop')).toMatchObject({ status: 200, body: { secretKey: null } });
		expect(await view('PATCH', '/sites/shop', { name: 'Mine' })).toMatchObject(refused(403, 'viewers-look'));
		expect(await view('DELETE', '/mailbox')).toMatchObject(refused(403, 'viewers-look'));
		expect(await view('POST', '/segments/preview', { condition: {} })).toMatchObject({ status: 200 });
	});

	it('takes no change by cookie from another site’s page', async () => {
		const cookie = await cookieOf(await sessionOf('editor'));
		const change = (headers: Record<string, string>) =>
			fetchWorker(`${ORIGIN}/api/segments`, {
				method: 'POST',
				body: JSON.stringify({ name: 'All', condition: {} }),
				headers: { cookie, 'content-type': 'application/json', ...headers },
			});
		expect((await change({ origin: 'https://evil.example' })).status).toBe(403);
		expect((await change({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
		expect((await change({})).status).toBe(403);
		expect((await change({ origin: ORIGIN })).status).toBe(201);
	});

	it('is written into the audit', async () => {
		await call('POST', '/segments', { id: 'all', name: 'All', condition: {} });
		await call('DELETE', '/segments/all');
		const { results } = await env.DB.prepare('SELECT action, target FROM audit ORDER BY id').all();
		expect(results).toEqual([
			{ action: 'segment.create', target: 'all' },
			{ action: 'segment.delete', target: 'all' },
		]);
	});
});

describe('a site', () => {
	const shop = { id: 'shop', name: 'Shop', hostnames: ['Shop.Localhost'], origin: 'http://127.0.0.1:8788' };

	it('is made with keys, and found by host and by key', async () => {
		const { status, body } = await call('POST', '/sites', { ...shop, allowedOrigins: ['https://blog.example/'] });
		expect(status).toBe(201);
		expect(body).toMatchObject({
			id: 'shop',
			hostnames: ['shop.localhost'],
			allowedOrigins: ['https://blog.example'],
			writeKey: expect.stringMatching(/^ewp_[a-z2-7]{32}$/),
			secretKey: expect.stringMatching(/^ews_[a-z2-7]{40}$/),
			consentMode: 'implied',
			publicWord: 'claims',
			release: null,
		});
		const site = await siteByHost(env, 'SHOP.localhost:8787');
		expect(site?.id).toBe('shop');
		expect(await siteByKey(env, site?.writeKey ?? '')).toMatchObject({ secret: false, site: { id: 'shop' } });
		expect(await siteByKey(env, site?.secretKey ?? '')).toMatchObject({ secret: true });
		expect(await siteByHost(env, 'localhost:8787')).toBeNull();
		expect(await siteByKey(env, 'ewp_unknown')).toBeNull();
	});

	it('keeps what a change does not name, and leaves hostnames that it gives up to others', async () => {
		await call('POST', '/sites', shop);
		const changed = await call('PATCH', '/sites/shop', { hostnames: ['new.localhost'] });
		expect(changed).toMatchObject({ status: 200, body: { name: 'Shop', origin: 'http://127.0.0.1:8788' } });
		expect(await siteByHost(env, 'shop.localhost')).toBeNull();
		expect(await call('POST', '/sites', { ...shop, id: 'second', hostnames: ['new.localhost'] })).toMatchObject(
			refused(409, 'hostname-taken'),
		);
		expect(await call('POST', '/sites', { ...shop, id: 'second' })).toMatchObject({ status: 201 });
	});

	it('cannot take another one’s hostname, nor the dashboard’s own', async () => {
		await call('POST', '/sites', shop);
		expect(await call('POST', '/sites', { ...shop, id: 'second' })).toMatchObject(
			refused(409, 'hostname-taken', { path: 'hostnames' }),
		);
		expect(await call('POST', '/sites', shop)).toMatchObject(refused(409, 'id-taken'));
		expect(await call('PATCH', '/sites/shop', { hostnames: ['localhost'] })).toMatchObject(
			refused(400, 'hostname-is-own'),
		);
		expect(await call('PATCH', '/sites/shop', { origin: ORIGIN })).toMatchObject(refused(400, 'origin-is-own'));
		expect(await siteByHost(env, 'shop.localhost')).toMatchObject({ id: 'shop' });
	});

	it.each([
		[{ hostnames: ['https://shop.example'] }, 'hostnames.0'],
		[{ hostnames: ['shop.example/path'] }, 'hostnames.0'],
		[{ hostnames: 'shop.example' }, 'hostnames'],
		[{ allowedOrigins: ['shop.example'] }, 'allowedOrigins.0'],
		[{ allowedOrigins: ['javascript:alert(1)'] }, 'allowedOrigins.0'],
		[{ origin: 'https://shop.example/path' }, 'origin'],
		[{ origin: 'ftp://shop.example' }, 'origin'],
		[{ consentMode: 'sometimes' }, 'consentMode'],
		[{ publicWord: 'always' }, 'publicWord'],
		[{ name: ' ' }, 'name'],
		[{ id: 'Not An Id' }, 'id'],
	])('refuses %j and says where it is wrong', async (wrong, path) => {
		expect(await call('POST', '/sites', { ...shop, ...wrong })).toMatchObject(refused(400, 'invalid', { path }));
	});

	it('that does not exist is refused', async () => {
		expect(await call('GET', '/sites/none')).toMatchObject(refused(404, 'site-unknown'));
		expect(await call('PATCH', '/sites/none', { name: 'x' })).toMatchObject(refused(404, 'site-unknown'));
	});
});

describe('a segment', () => {
	const gold = { id: 'gold', name: 'Gold', condition: { 'traits.plan': 'gold' } };
	const vip = { id: 'vip', name: 'VIP', condition: { $segment: 'gold' } };

	it('is made, changed, listed with its members and deleted', async () => {
		expect(await call('POST', '/segments', gold)).toMatchObject({ status: 201, body: { members: 0, description: '' } });
		await openWorkspace();
		const visitor = newVisitor(1);
		await send([track(visitor, 'Signed Up'), track(newVisitor(2), 'Signed Out')]);
		const condition = { $did: { event: 'Signed Up' } };
		const changed = await call('PUT', '/segments/gold', { name: 'Golden', condition });
		expect(changed).toMatchObject({ status: 200, body: { name: 'Golden', condition } });
		await send([track(visitor, 'Signed Up')]);
		expect(await call('GET', '/segments')).toMatchObject({
			body: { items: [{ id: 'gold', members: 1 }], cursor: null },
		});
		expect(await call('DELETE', '/segments/gold')).toEqual({ status: 204, body: null });
		expect(await call('GET', '/segments/gold')).toMatchObject(refused(404, 'segment-unknown'));
	});

	it('gets an id of its own when none is chosen', async () => {
		const { body } = await call('POST', '/segments', { name: 'All', condition: {} });
		expect(body).toMatchObject({ id: expect.stringMatching(/^seg_[a-z2-7]{12}$/) });
	});

	it('is previewed by asking everybody’s shards', async () => {
		await openWorkspace();
		await send([track(newVisitor(1), 'Signed Up')]);
		await send([track(newVisitor(2), 'Signed Up')]);
		await send([track(newVisitor(2), 'Signed Out')]);
		const condition = { $did: { event: 'Signed Up' } };
		expect(await call('POST', '/segments/preview', { condition })).toMatchObject({ status: 200, body: { count: 2 } });
	});

	it('with a wrong condition is refused with the path into it', async () => {
		const condition = { $and: [{ 'traits.plan': { $qe: 'gold' } }] };
		const wrong = refused(400, 'condition-invalid', { path: expect.stringMatching(/^condition\.\$and\[0\]/) });
		expect(await call('POST', '/segments', { ...gold, condition })).toMatchObject(wrong);
		expect(await call('POST', '/segments/preview', { condition })).toMatchObject(wrong);
		expect(await call('POST', '/segments', { ...gold, condition: 'all' })).toMatchObject(
			refused(400, 'invalid', { path: 'condition' }),
		);
	});

	it('cannot ask about one that does not exist, nor about itself by any way round', async () => {
		expect(await call('POST', '/segments', vip)).toMatchObject(
			refused(400, 'segment-unknown', { path: 'condition.$segment' }),
		);
		await call('POST', '/segments', gold);
		await call('POST', '/segments', vip);
		const round = { ...gold, condition: { $not: { $segment: 'vip' } } };
		expect(await call('PUT', '/segments/gold', round)).toMatchObject(
			refused(400, 'segment-cycle', {
				message: expect.stringContaining('Gold → VIP → Gold'),
				path: 'condition.$not.$segment',
			}),
		);
		const preview = { id: 'gold', condition: { $or: [{ a: 1 }, { $segment: { id: 'vip', $for: '1d' } }] } };
		expect(await call('POST', '/segments/preview', preview)).toMatchObject(
			refused(400, 'segment-cycle', { path: 'condition.$or[1].$segment' }),
		);
		expect(await call('POST', '/segments/preview', { ...preview, id: undefined })).toMatchObject({ status: 200 });
	});

	it('that something asks about is kept, and what asks is named', async () => {
		await call('POST', '/segments', gold);
		await call('POST', '/segments', vip);
		await call('POST', '/journeys', { ...journey, exitWhen: { $segment: 'gold' } });
		await call('POST', '/sites', { id: 'shop', name: 'Shop' });
		await env.DB.prepare(
			`INSERT INTO experiences (id, site_id, body, created_at, updated_at) VALUES ('hero', 'shop', ?, 1, 1)`,
		)
			.bind(JSON.stringify({ id: 'hero', name: 'Hero', status: 'live', audience: { $segment: 'gold' } }))
			.run();
		const { body } = await call('DELETE', '/segments/gold');
		expect(JSON.stringify(body)).toContain('the experience “Hero”, the journey “Left cart”, the segment “VIP”');
		expect(await call('GET', '/segments/gold')).toMatchObject({ status: 200 });
	});
});

const journey = {
	id: 'left-cart',
	name: 'Left cart',
	trigger: { kind: 'event', event: 'Product Added' },
	entry: 'wait',
	steps: {
		wait: { kind: 'wait', for: '1h', next: 'mail' },
		mail: { kind: 'message', messageId: 'reminder', next: 'end' },
		end: { kind: 'exit' },
	},
	exitWhen: null,
	reentry: 'after-exit',
};

const message = {
	id: 'reminder',
	name: 'Reminder',
	purpose: 'marketing',
	from: 'The Shop <shop@example.com>',
	subject: 'You left {{ trigger.name }}',
	html: '<p>Hello {{ profile.name }}</p>',
};

describe('a journey', () => {
	it('is a draft at first, and gets a new version with every change', async () => {
		expect(await call('POST', '/journeys', journey)).toMatchObject({
			status: 201,
			body: { version: 1, status: 'draft', counts: { active: 0, finished: 0, exited: 0 } },
		});
		const changed = await call('PUT', '/journeys/left-cart', { ...journey, name: 'Cart' });
		expect(changed).toMatchObject({ status: 200, body: { version: 2, name: 'Cart', id: 'left-cart' } });
		const { results } = await env.DB.prepare('SELECT version FROM journey_versions ORDER BY version').all();
		expect(results).toEqual([{ version: 1 }, { version: 2 }]);
	});

	it('starts only when its messages exist, and is deleted only when it is off', async () => {
		await call('POST', '/journeys', journey);
		expect(await call('POST', '/journeys/left-cart/start')).toMatchObject(
			refused(400, 'message-unknown', { path: 'steps.mail.messageId' }),
		);
		await call('POST', '/messages', message);
		expect(await call('POST', '/journeys/left-cart/start')).toMatchObject({ body: { status: 'on' } });
		expect(await call('DELETE', '/journeys/left-cart')).toMatchObject(refused(409, 'journey-on'));
		expect(await call('POST', '/journeys/left-cart/stop')).toMatchObject({ body: { status: 'off' } });
		expect(await call('DELETE', '/journeys/left-cart')).toMatchObject({ status: 204 });
		expect(await call('GET', '/journeys')).toMatchObject({ body: { items: [] } });
	});

	it('that leads nowhere or has steps of no known kind is refused', async () => {
		const steps = { wait: { kind: 'dance' } };
		expect(await call('POST', '/journeys', { ...journey, steps })).toMatchObject({ status: 400 });
		expect(await call('POST', '/journeys', { ...journey, entry: 'nowhere' })).toMatchObject({ status: 400 });
	});
});

describe('a message', () => {
	it('is made, changed, listed and deleted', async () => {
		expect(await call('POST', '/messages', message)).toMatchObject({
			status: 201,
			body: { channel: 'email', text: '' },
		});
		expect(await call('PUT', '/messages/reminder', { ...message, name: 'R' })).toMatchObject({ body: { name: 'R' } });
		expect(await call('GET', '/messages')).toMatchObject({ body: { items: [{ id: 'reminder', name: 'R' }] } });
		expect(await call('DELETE', '/messages/reminder')).toMatchObject({ status: 204 });
	});

	it('that a journey sends is kept', async () => {
		await call('POST', '/messages', message);
		await call('POST', '/journeys', journey);
		expect(await call('DELETE', '/messages/reminder')).toMatchObject(
			refused(409, 'message-in-use', { message: expect.stringContaining('Left cart') }),
		);
	});

	it.each([
		[{ html: '{% if %}' }, 'template-invalid', 'html'],
		[{ subject: '{{ name | shout }}' }, 'template-invalid', 'subject'],
		[{ text: '{% include "secrets" %}' }, 'template-invalid', 'text'],
		[{ subject: 'Hello\r\nBcc: eve@example.com' }, 'invalid', 'subject'],
		[{ from: 'The Shop' }, 'invalid', 'from'],
		[{ from: 'shop@example.com\r\nBcc: eve@example.com' }, 'invalid', 'from'],
		[{ purpose: 'fun' }, 'invalid', 'purpose'],
	])('with %j is refused', async (wrong, code, path) => {
		expect(await call('POST', '/messages', { ...message, ...wrong })).toMatchObject(refused(400, code, { path }));
	});
});

describe('the mailbox', () => {
	it('is read page by page, newest first, and cleared', async () => {
		await env.DB.batch(
			Array.from({ length: 60 }, (_, i) =>
				env.DB.prepare(
					`INSERT INTO mailbox VALUES (?, 'a@example.com', 'b@example.com', 'Hi', '<p>', '', '{"x":"y"}', 'p', 'm', ?)`,
				).bind(`mail-${i}`, 1_000_000 + Math.floor(i / 3)),
			),
		);
		const seen: string[] = [];
		let cursor: string | null = '';
		while (cursor !== null) {
			const { body } = await call('GET', `/mailbox?cursor=${cursor}`);
			if (!isPage(body)) throw new Error('the mailbox answered no page');
			seen.push(...body.items.map(({ id }) => id));
			cursor = body.cursor;
		}
		expect(new Set(seen).size).toBe(60);
		expect(seen[0]).toBe('mail-59');
		expect(await call('GET', '/mailbox/mail-0')).toMatchObject({
			body: { headers: { x: 'y' }, at: '1970-01-01T00:16:40.000Z' },
		});
		await call('DELETE', '/mailbox');
		expect(await call('GET', '/mailbox/mail-0')).toMatchObject(refused(404, 'mail-unknown'));
	});
});

describe('the e-mail provider', () => {
	const smtp = { kind: 'smtp', host: 'smtp.example.com', port: 587, secure: false, username: 'u', from: 'a@b.example' };

	it('is the mailbox until another is set', async () => {
		expect(await call('GET', '/providers/email')).toEqual({ status: 200, body: { kind: 'mailbox' } });
	});

	it('never gives its password back, keeps it encrypted and does not lend it to another server', async () => {
		await call('PUT', '/providers/email', { ...smtp, password: 'hunter2' });
		expect(await call('GET', '/providers/email')).toEqual({ status: 200, body: { ...smtp, hasPassword: true } });
		const row = await env.DB.prepare('SELECT settings FROM providers').first();
		expect(JSON.stringify(row)).not.toContain('hunter2');
		await call('PUT', '/providers/email', { ...smtp, port: 465 });
		expect(await emailProvider(env)).toMatchObject({ port: 465, password: 'hunter2' });
		await call('PUT', '/providers/email', { ...smtp, host: 'evil.example' });
		expect(await emailProvider(env)).toMatchObject({ host: 'evil.example', password: '' });
	});

	it('is refused with a port or host that cannot be', async () => {
		expect(await call('PUT', '/providers/email', { ...smtp, port: 70_000 })).toMatchObject(
			refused(400, 'invalid', { path: 'port' }),
		);
		expect(await call('PUT', '/providers/email', { ...smtp, host: 'a b' })).toMatchObject(refused(400, 'invalid'));
		expect(await call('PUT', '/providers/email', { kind: 'pigeon' })).toMatchObject(refused(400, 'invalid'));
	});
});

describe('the OpenAPI document', () => {
	it('lists every route with the schema that it checks with', async () => {
		const response = await fetchWorker(`${ORIGIN}/api/openapi.json`);
		expect(response.status).toBe(200);
		const { paths } = await response.json<{ paths: Record<string, Record<string, { requestBody?: unknown }>> }>();
		expect(Object.keys(paths)).toEqual(
			expect.arrayContaining([
				'/api/me',
				'/api/sites/{id}',
				'/api/segments',
				'/api/journeys/{id}/start',
				'/api/mailbox',
			]),
		);
		expect(JSON.stringify(paths['/api/sites']?.post?.requestBody)).toContain('"allowedOrigins"');
		expect(Object.keys(paths['/api/segments/{id}'] ?? {}).sort()).toEqual(['delete', 'get', 'put']);
	});
});

function isPage(body: unknown): body is { items: { id: string }[]; cursor: string | null } {
	return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items) && 'cursor' in body;
}

/** better-auth signs the token in the cookie: HMAC-SHA-256, base64. */
async function cookieOf(token: string): Promise<string> {
	const encoder = new TextEncoder();
	const algorithm = { name: 'HMAC', hash: 'SHA-256' };
	const key = await crypto.subtle.importKey('raw', encoder.encode(env.SECRET), algorithm, false, ['sign']);
	const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(token)));
	const text = btoa(Array.from(signature, (byte) => String.fromCharCode(byte)).join(''));
	return `edgewise.session_token=${encodeURIComponent(`${token}.${text}`)}`;
}
