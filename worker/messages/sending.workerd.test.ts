import { createExecutionContext, createMessageBatch, getQueueResult, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Delivery } from '../profiles/delivery.ts';
import { shardOf } from '../profiles/index.ts';
import { openTables } from '../profiles/tables.ts';
import { addMessage, newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';
import { backoffSeconds, buryDead, deliver } from './deliver.ts';
import { type Email, ProviderError, type SendEmail, type Trouble } from './email.ts';
import { readMailbox } from './mailbox.ts';
import { renderEmail } from './render.ts';
import type { Message } from './storage.ts';
import type { DeliveryTicket } from './ticket.ts';

beforeEach(async () => {
	await openWorkspace();
	await addMessage('hello');
});

/** Somebody with an e-mail address, and a delivery to them that nobody has put into the queue. */
async function addDelivery(changes: Partial<Delivery> = {}, email = 'ada@example.com'): Promise<DeliveryTicket> {
	const profileId = newVisitor();
	await send([{ ...track(profileId, 'x'), type: 'identify', traits: { email, firstName: '<b>Ada' } }]);
	const delivery: Delivery = {
		...{ id: `d-${profileId}`, profileId, messageId: 'hello', journeyId: 'j', enrollmentId: 'e', channel: 'email' },
		...{ state: 'queued', reason: null, attempts: 0, leaseUntil: null, createdAt: 0, updatedAt: 0 },
		trigger: { event: 'Cart Left', properties: { name: 'tent\r\nBcc: eve@evil.example' } },
		...changes,
	};
	await runInDurableObject(shardOf(env, profileId), (_shard, state) => {
		openTables(state.storage.sql).deliveries.save(delivery, null);
	});
	return { profileId, deliveryId: delivery.id };
}

async function stateOf({ profileId, deliveryId }: DeliveryTicket): Promise<Delivery | undefined> {
	const detail = await shardOf(env, profileId).detail(profileId);
	return detail?.deliveries.find(({ id }) => id === deliveryId);
}

/** Hands these tickets to the consumer; answers how it left each. */
async function consume(tickets: readonly DeliveryTicket[], sender?: SendEmail, handle = deliver) {
	const messages = tickets.map((body, index) => ({ id: `${index}`, timestamp: new Date(), attempts: 2, body }));
	const batch = createMessageBatch<DeliveryTicket>('edgewise-deliveries', messages);
	const ctx = createExecutionContext();
	await handle(batch, env, sender);
	const { explicitAcks, retryMessages } = await getQueueResult(batch, ctx);
	const isAgain = (index: number) => retryMessages.some(({ msgId }) => msgId === `${index}`);
	return tickets.map((_, index) => (explicitAcks.includes(`${index}`) ? 'done' : isAgain(index) ? 'again' : 'lost'));
}

function failing(trouble: Trouble): SendEmail {
	return async () => {
		throw new ProviderError(trouble, `it is ${trouble}`);
	};
}

describe('a delivery', () => {
	test('is in the mailbox once, however often its ticket comes', async () => {
		const ticket = await addDelivery();
		expect(await consume([ticket, ticket])).toContain('done');
		expect(await consume([ticket])).toEqual(['done']);
		const { mails } = await readMailbox(env, null);
		expect(mails).toMatchObject([
			{
				...{ id: ticket.deliveryId, to: 'ada@example.com', from: 'Shop <shop@shop.example>', messageId: 'hello' },
				subject: 'Your tent Bcc: eve@evil.example',
				html: '<p>Hello &lt;b&gt;Ada</p>',
				text: 'Hello <b>Ada',
				headers: { 'X-Edgewise-Delivery': ticket.deliveryId },
			},
		]);
		expect(await stateOf(ticket)).toMatchObject({ state: 'sent', attempts: 1 });
	});

	test('that fails never holds up the others of its batch', async () => {
		const bad = await addDelivery({}, 'not an address');
		const gone = { profileId: newVisitor(), deliveryId: 'gone' };
		const forged = { profileId: 'weur99-nobody', deliveryId: 'x' };
		const good = await addDelivery();
		expect(await consume([bad, gone, forged, good])).toEqual(['done', 'done', 'done', 'done']);
		expect(await stateOf(bad)).toMatchObject({ state: 'failed', reason: expect.stringContaining('address') });
		expect(await stateOf(good)).toMatchObject({ state: 'sent' });
	});

	test('that the provider refuses for good has failed, with its reason', async () => {
		const ticket = await addDelivery();
		expect(await consume([ticket], failing('permanent'))).toEqual(['done']);
		expect(await stateOf(ticket)).toMatchObject({ state: 'failed', reason: 'it is permanent' });
	});

	test('that may work later is tried again later', async () => {
		const ticket = await addDelivery();
		expect(await consume([ticket], failing('temporary'))).toEqual(['again']);
		expect(await consume([ticket])).toEqual(['done']);
		expect(await stateOf(ticket)).toMatchObject({ state: 'sent', attempts: 2 });
	});

	test('that somebody else is sending is left to them', async () => {
		const ticket = await addDelivery({ state: 'claimed', leaseUntil: Date.now() + 20_000 });
		expect(await consume([ticket], failing('permanent'))).toEqual(['again']);
		expect(await stateOf(ticket)).toMatchObject({ state: 'claimed' });
	});

	test.each(['claimed before a crash', 'without an answer'])(
		'of unknown outcome, %s, is sent again only when transactional',
		async (how) => {
			const isCrash = how.startsWith('claimed');
			const before: Partial<Delivery> = isCrash ? { state: 'claimed', leaseUntil: 1, attempts: 1 } : {};
			for (const [purpose, state] of [
				['marketing', 'failed'],
				['transactional', 'sent'],
			] as const) {
				await env.DB.prepare('UPDATE messages SET purpose = ?').bind(purpose).run();
				const ticket = await addDelivery(before);
				await shardOf(env, ticket.profileId).refresh();
				if (!isCrash)
					expect(await consume([ticket], failing('unknown'))).toEqual([state === 'sent' ? 'again' : 'done']);
				await consume([ticket]);
				expect(await stateOf(ticket)).toMatchObject({ state });
			}
		},
	);

	test('that nobody could send has failed once its tries are used up', async () => {
		vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const [waiting, sent] = [await addDelivery(), await addDelivery()];
		await consume([sent]);
		expect(await consume([waiting, sent], undefined, buryDead)).toEqual(['done', 'done']);
		expect(await stateOf(waiting)).toMatchObject({ state: 'failed' });
		expect(await stateOf(sent)).toMatchObject({ state: 'sent' });
	});
});

test('tries come at growing distances, within the time that mail servers greylist', () => {
	const delays = [1, 2, 3, 4, 5, 6, 7, 8].map(backoffSeconds);
	expect(delays).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});

describe('a template', () => {
	const message: Message = {
		...{ id: 'm', name: 'M', channel: 'email', purpose: 'marketing', from: 'Shop <shop@shop.example>' },
		...{ subject: 'Hi {{ profile.name }}', html: '{{ traits.name }}', text: '', createdAt: 0, updatedAt: 0 },
	};
	const render = (changes: Partial<Message>, traits: object = {}): Email =>
		renderEmail({ ...message, ...changes }, 'd', 'p', {
			attributes: { traits: { email: 'ada@example.com', name: 'Ada', ...traits }, geo: { country: 'CH' } },
			trigger: { properties: { items: ['a', 'b'] } },
		});

	test('may speak of traits, of what is known, and of the event', () => {
		const html = '{{ profile.name }} {{ geo.country }} {% for item in event.properties.items %}{{ item }};{% endfor %}';
		expect(render({ html })).toMatchObject({ subject: 'Hi Ada', html: 'Ada CH a;b;' });
	});

	test('escapes a visitor’s words in HTML, and keeps them as they are in text', () => {
		const name = '<img src=x onerror=alert(1)>"&';
		const { html, text } = render({ text: '{{ traits.name }}' }, { name });
		expect(html).toBe('&lt;img src=x onerror=alert(1)&gt;&#34;&amp;');
		expect(text).toBe(name);
	});

	test('cannot make a second line in a header', () => {
		expect(render({}, { name: 'A\r\nBcc: x\u2028y\0z' }).subject).toBe('Hi A Bcc: x y z');
	});

	test.each([
		['{% for i in (1..100000000) %}x{% endfor %}'],
		["{% assign s = 'aaaaaaaaaa' %}{% for i in (1..30) %}{% assign s = s | append: s %}{% endfor %}{{ s }}"],
		['{{ x | nofilter }}'],
		["{% include 'x' %}"],
		["{% render '/etc/passwd' %}"],
		['{% if %}'],
	])('that is broken or boundless is a failure for good: %s', (html) => {
		expect(() => render({ html })).toThrow(expect.objectContaining({ name: 'ProviderError', trouble: 'permanent' }));
	});

	test('reaches nothing but what it was given', () => {
		expect(render({ html: '{{ traits.constructor }}{{ traits.__proto__ }}{{ traits.name.constructor }}' }).html).toBe(
			'',
		);
	});

	test.each(['', 'ada', 'a@b\r\nRCPT TO:<c@d>', 'a@b, c@d', '<a@b>', 'a b@c', null, 5])(
		'goes to no address like %o',
		(email) => {
			expect(() => render({}, { email })).toThrow(expect.objectContaining({ trouble: 'permanent' }));
		},
	);
});
