import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AdminApi, signIn } from '../../scripts/start/admin.ts';
import { historyOf, personCalled, personWho } from './person.ts';
import { type Relay, startRelay } from './relay.ts';

const product = inject('product');
let api: AdminApi;
let relay: Relay;

beforeAll(async () => {
	api = await signIn(product.url, product.email, product.password);
	relay = await startRelay(product.url);
});
afterAll(() => relay.close());

type Facts = Record<string, string | number | string[]>;

/** A call as both libraries take it. */
interface Call {
	readonly type: 'track' | 'page' | 'screen' | 'identify' | 'group' | 'alias';
	readonly userId: string;
	readonly timestamp?: Date;
	readonly event?: string;
	readonly name?: string;
	readonly groupId?: string;
	readonly previousId?: string;
	readonly traits?: Facts;
	readonly properties?: Facts;
}

interface Library {
	call(call: Call): void;
	/** Resolves when all is delivered, and fails when it was not. */
	flush(): Promise<void>;
}

/** The real packages, set up as docs/events.md says: nothing of theirs is changed but where they send. */
const libraries: Record<string, (key: string, edge: string) => Library> = {
	'@segment/analytics-node': (writeKey, host) => {
		const analytics = new Analytics({ writeKey, host, flushAt: 100 });
		const failures: unknown[] = [];
		analytics.on('error', (error) => failures.push(error));
		return {
			call({ type, event = '', groupId = '', previousId = '', ...message }) {
				if (type === 'track') analytics.track({ ...message, event });
				else if (type === 'group') analytics.group({ ...message, groupId });
				else if (type === 'alias') analytics.alias({ ...message, previousId });
				else analytics[type](message);
			},
			async flush() {
				await analytics.closeAndFlush();
				if (failures.length > 0) throw new Error(JSON.stringify(failures));
			},
		};
	},
	'@rudderstack/rudder-sdk-node': (writeKey, dataPlaneUrl) => {
		const failures: Error[] = [];
		const errorHandler = (error: Error) => void failures.push(error);
		const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl, flushAt: 100, errorHandler });
		return {
			call({ type, event = '', groupId = '', previousId = '', ...message }) {
				if (type === 'track') analytics.track({ ...message, event });
				else if (type === 'group') analytics.group({ ...message, groupId });
				else if (type === 'alias') analytics.alias({ ...message, previousId });
				else if (type === 'page') analytics.page({ ...message, name: message.name ?? '' });
				else if (type === 'screen') analytics.screen({ ...message, name: message.name ?? '' });
				else analytics.identify(message);
			},
			async flush() {
				await analytics.flush();
				if (failures[0]) throw failures[0];
			},
		};
	},
};

let people = 0;
function somebody(library: string): string {
	people++;
	return `${library.replace(/\W/g, '-')}-${people}`;
}

describe.each(Object.entries(libraries))('%s', (name, start) => {
	test('brings all six calls, with who, what and when, under a key that counts', async () => {
		const userId = somebody(name);
		const hourAgo = new Date(Date.now() - 3_600_000);
		const library = start(product.secretKey, relay.url);
		library.call({ type: 'identify', userId, traits: { plan: 'pro', email: `${userId}@shop.example` } });
		library.call({
			type: 'track',
			userId,
			timestamp: hourAgo,
			event: 'Order Completed',
			properties: { total: 250.5, items: ['tent'] },
		});
		library.call({ type: 'page', userId, name: 'Home', properties: { url: 'https://shop.example/' } });
		library.call({ type: 'screen', userId, name: 'Cart' });
		library.call({ type: 'group', userId, groupId: 'acme', traits: { employees: 20 } });
		library.call({ type: 'alias', userId, previousId: `${userId}-before` });
		await library.flush();

		const person = await personWho(api, userId, 6);
		expect(person.traits.plan).toMatchObject({ value: 'pro', source: 'server' });
		const history = await historyOf(api, person);
		expect(history.map(({ type }) => type).sort()).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track']);
		expect(new Set(history.map(({ messageId }) => messageId)).size).toBe(6);
		const order = history.find(({ type }) => type === 'track');
		expect(order).toMatchObject({ event: 'Order Completed', properties: { total: 250.5, items: ['tent'] } });
		expect(Math.abs(Date.parse(order?.timestamp ?? '') - hourAgo.getTime())).toBeLessThan(60_000);
		const page = history.find(({ type }) => type === 'page');
		expect(page).toMatchObject({ event: 'Page Viewed', properties: { name: 'Home', url: 'https://shop.example/' } });
		expect(Math.abs(Date.parse(page?.timestamp ?? '') - Date.now())).toBeLessThan(60_000);
	});

	test('sends again what it does not know to have arrived, and it counts once', async () => {
		const userId = somebody(name);
		const before = relay.requests.length;
		relay.faults.push({ lose: 'the answer' }, { status: 500 });
		const library = start(product.secretKey, relay.url);
		library.call({ type: 'track', userId, event: 'Paid' });
		await library.flush();
		expect(relay.requests.slice(before).map(({ status }) => status)).toEqual([500, 500, 200]);
		expect(await historyOf(api, await personWho(api, userId, 1))).toHaveLength(1);
	});

	test('waits when it is asked to, and loses nothing', async () => {
		const userId = somebody(name);
		const before = relay.requests.length;
		relay.faults.push({ status: 429, headers: { 'retry-after': '1' } });
		const library = start(product.secretKey, relay.url);
		library.call({ type: 'track', userId, event: 'Paid' });
		await library.flush();
		expect(relay.requests.slice(before).map(({ status }) => status)).toEqual([429, 200]);
		expect(await historyOf(api, await personWho(api, userId, 1))).toHaveLength(1);
	});

	test('with the public key reaches nobody by their userId', async () => {
		const userId = somebody(name);
		const server = start(product.secretKey, relay.url);
		server.call({ type: 'identify', userId, traits: { plan: 'pro' } });
		await server.flush();
		const person = await personCalled(api, userId);

		const anybody = start(product.writeKey, relay.url);
		anybody.call({ type: 'identify', userId, traits: { plan: 'hacked', email: 'mallory@evil.example' } });
		anybody.call({ type: 'track', userId, event: 'Pretended' });
		await anybody.flush();
		const after: typeof person = await api.get(`/api/profiles/${person.id}`);
		expect(after.traits).toEqual(person.traits);
		expect((await historyOf(api, person)).map(({ event }) => event)).toEqual(['Identified']);
	});

	test('is told when its key is nobody’s, and does not try again', async () => {
		const before = relay.requests.length;
		const library = start('ews_nobody', relay.url);
		library.call({ type: 'track', userId: somebody(name), event: 'Paid' });
		await expect(library.flush()).rejects.toThrow();
		expect(relay.requests.slice(before).map(({ status }) => status)).toEqual([401]);
	});
});

test('RudderStack’s library sends gzip that calls itself a form, and it arrives', async () => {
	const userId = somebody('gzip');
	const library = libraries['@rudderstack/rudder-sdk-node']?.(product.secretKey, relay.url);
	library?.call({ type: 'track', userId, event: 'Paid' });
	await library?.flush();
	const sent = relay.requests.at(-1);
	expect(sent?.body.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
	expect(sent?.headers['content-type']).toContain('form');
	expect(await historyOf(api, await personWho(api, userId, 1))).toMatchObject([{ event: 'Paid' }]);
});

test('a server’s library may send to the site’s own path, too', async () => {
	const userId = somebody('own-path');
	const analytics = new Analytics({ writeKey: product.secretKey, host: relay.url, path: '/_ew/v1/batch' });
	analytics.track({ userId, event: 'Paid' });
	await analytics.closeAndFlush();
	expect(await historyOf(api, await personWho(api, userId, 1))).toHaveLength(1);
});
