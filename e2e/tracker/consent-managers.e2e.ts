import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { complaints } from '../people.ts';
import { context, site } from './each-test.ts';

async function open(manager: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${site.url}/managed?${manager}`);
	await page.waitForSelector('[data-ready]', { state: 'attached' });
	return page;
}

const names = () => site.events().map(({ type, event }) => event ?? type);
const told = () => site.events().filter(({ event }) => event === 'Consent Updated');

/** What there is to be sent has been sent. */
const sent = (page: Page) => page.evaluate(() => Reflect.get(window, 'edgewise').flush());

async function track(page: Page, name: string): Promise<void> {
	await page.evaluate((event) => void Reflect.get(window, 'edgewise').track(event), name);
	await sent(page);
}

async function stored(page: Page): Promise<string[]> {
	const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
	const kept = await page.evaluate(() =>
		[localStorage, sessionStorage].flatMap((store) => Object.entries({ ...store }).map((entry) => entry.join('='))),
	);
	return [...cookies, ...kept];
}

/** Something that a consent manager says, in its own words. */
interface Answer {
	readonly nobodyKnows: (page: Page) => Promise<void>;
	readonly say: (page: Page, measure: boolean, choose: boolean) => Promise<void>;
}

const tcf = (page: Page, data: object | null) => page.evaluate((what) => Reflect.get(window, 'tell')(what), data);
const gtag = (page: Page, command: string, storage: object) =>
	page.evaluate(([how, what]) => Reflect.get(window, 'gtag')('consent', how, what), [command, storage] as const);
const word = (isGranted: boolean) => (isGranted ? 'granted' : 'denied');

const managers: Readonly<Record<string, Answer>> = {
	tcf: {
		nobodyKnows: (page) => tcf(page, { gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } }),
		say: (page, measure, choose) =>
			tcf(page, {
				gdprApplies: true,
				eventStatus: 'useractioncomplete',
				purpose: { consents: { 1: measure || choose, 6: choose, 8: measure } },
			}),
	},
	mode: {
		nobodyKnows: (page) => gtag(page, 'default', { analytics_storage: 'denied', wait_for_update: 500 }),
		say: (page, measure, choose) =>
			gtag(page, 'update', { analytics_storage: word(measure), personalization_storage: word(choose) }),
	},
};

describe.each(Object.entries(managers))('a page that asks by %s', (name, { nobodyKnows, say }) => {
	test('sends and stores nothing before there is an answer, and then what has happened', async () => {
		const page = await open(name);
		await nobodyKnows(page);
		await track(page, 'Before');
		expect(site.requests).toEqual([]);
		expect(await stored(page)).toEqual([]);
		await say(page, true, false);
		await site.until(() => told().length === 1);
		expect(names()).toEqual(['page', 'Before', 'Consent Updated']);
		expect(told()[0]?.properties).toEqual({ analytics: true, personalization: false });
		expect(new Set(site.events().map(({ anonymousId }) => anonymousId)).size).toBe(1);
		expect(site.events().map(({ context }) => context.consent)).toEqual(
			names().map(() => ({ analytics: true, personalization: false })),
		);
	});

	test('sends nothing, and keeps the answer alone, after a no', async () => {
		const page = await open(name);
		await track(page, 'Before');
		await say(page, false, false);
		await track(page, 'After');
		expect(site.requests).toEqual([]);
		expect((await stored(page)).filter((each) => each !== 'ew.id=')).toEqual([
			'ew_consent=analytics:0,personalization:0',
		]);
	});

	test('begins anew with a later yes, and ends with its withdrawal', async () => {
		const page = await open(name);
		await say(page, false, false);
		await track(page, 'Refused');
		await say(page, true, true);
		await track(page, 'Agreed');
		await site.until(() => names().includes('Agreed'));
		await say(page, false, true);
		await site.until(() => told().length === 2);
		await track(page, 'Withdrawn');
		expect(names()).toEqual(['Consent Updated', 'Agreed', 'Consent Updated']);
		expect(told().map(({ properties }) => properties)).toEqual([
			{ analytics: true, personalization: true },
			{ analytics: false, personalization: true },
		]);
		expect((await stored(page)).filter((each) => each !== 'ew.id=')).toEqual([
			'ew_consent=analytics:0,personalization:1',
		]);
	});

	test('counts at once on the next page, where the answer is known', async () => {
		const page = await open(name);
		await say(page, true, true);
		await site.until(() => names().includes('page'));
		await page.reload();
		await site.until(() => names().filter((each) => each === 'page').length === 2);
		await say(page, true, true);
		await track(page, 'Known');
		await site.until(() => names().includes('Known'));
		expect(told()).toHaveLength(1);
	});
});

describe('TCF', () => {
	test('leaves it to the site’s own rule where the GDPR does not apply', async () => {
		const page = await open('tcf');
		await sent(page);
		expect(site.requests).toEqual([]);
		await tcf(page, { gdprApplies: false, eventStatus: 'tcloaded' });
		await site.until(() => names().includes('page'));
		expect(told()).toEqual([]);
		expect((await stored(page)).some((each) => each.startsWith('ew_consent'))).toBe(false);
	});

	test('does not overrule a site that asks for consent itself', async () => {
		site.pages.attributes = 'data-consent="required"';
		const page = await open('tcf');
		await tcf(page, { gdprApplies: false, eventStatus: 'tcloaded' });
		await sent(page);
		expect(site.requests).toEqual([]);
		expect(await stored(page)).toEqual([]);
	});

	test('that says nothing, or nothing sensible, is no consent and no error', async () => {
		const page = await open('tcf');
		const heard = complaints(page);
		for (const data of [null, {}, { gdprApplies: true, eventStatus: 'cmpuishown' }]) {
			await page.evaluate((what) => {
				Reflect.get(window, 'tell')(what);
			}, data);
		}
		await sent(page);
		expect(site.requests).toEqual([]);
		expect(await stored(page)).toEqual([]);
		expect(heard).toEqual([]);
	});
});

describe('Google Consent Mode', () => {
	test('that grants by default leaves it to the site’s own rule, and so does an update about advertisements', async () => {
		const page = await open('');
		await gtag(page, 'default', { analytics_storage: 'granted' });
		await gtag(page, 'update', { ad_storage: 'granted', ad_user_data: 'denied' });
		await track(page, 'Later');
		await site.until(() => names().includes('Later'));
		expect(names()).toEqual(['page', 'Later']);
		expect((await stored(page)).some((each) => each.startsWith('ew_consent'))).toBe(false);
	});
});
