import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Edit } from '../../../core/edit/types.ts';
import { parseExperience } from '../../../core/release/index.ts';
import { existingSite, invalidateSites } from '../../sites/index.ts';
import { type Call, callAs } from '../../testing/sign-in.ts';
import { signalsOf } from '../../testing/signals-of.ts';
import { openWorkspace, siteHost } from '../../testing/workspace.ts';
import { personalise } from '../proxy.ts';
import { readRelease } from '../storage.ts';
import { checkRelease, recheckReleases } from './check-release.ts';
import { pagesToCheck } from './pages-to-check.ts';

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('owner');
});

const list = '<h1>Sale</h1><ul><li id="a">One</li><li>Two</li></ul>';
/** The origin of tests answers with what the path says. */
const at = (html: string) => `/page/${encodeURIComponent(html)}`;
const remove: Edit = { id: 'gone', kind: 'remove', selector: '#a' };
const title: Edit = { id: 'title', kind: 'text', selector: 'h1', value: 'Hello' };

async function publish(include: readonly string[], edits: readonly Edit[], more: object = {}): Promise<void> {
	const variants = [{ id: 'v', name: 'V', weight: 0, audience: null, edits }];
	const draft = {
		id: 'hero',
		name: 'Hero',
		kind: 'personalization',
		status: 'live',
		pages: { include, exclude: [] },
		variants,
		...more,
	};
	expect((await api('POST', '/sites/shop/experiences', draft)).status).toBe(201);
	expect((await api('POST', '/sites/shop/releases')).status).toBe(201);
}

async function verdicts() {
	const { body } = await api('GET', '/experiences/hero/verdicts');
	return body as { pages: { path: string; problem: string | null; edits: object[] }[]; checkedAt: string | null };
}

/** Checks what is live again, as if the site's pages had become this. */
async function recheck(html: string): Promise<void> {
	const site = await existingSite(env, 'shop');
	const release = await readRelease(env, 'shop', site.release ?? 0);
	if (!release) throw new Error('nothing is published');
	const bytes = new TextEncoder().encode(html);
	await checkRelease(env, site, release, Date.now(), async () => ({ bytes, type: 'text/html; charset=utf-8' }));
}

async function visit(path: string, html: string): Promise<string> {
	invalidateSites();
	const site = await existingSite(env, 'shop');
	const fetchOrigin = async () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
	const request = new Request(`https://${siteHost}${path}`);
	return (await personalise(request, env, createExecutionContext(), site, { fetchOrigin })).text();
}

test('publishing looks at the pages, and edits that come out right there are made at the edge', async () => {
	await publish([at(list)], [remove]);
	const { pages, checkedAt } = await verdicts();
	expect(checkedAt).not.toBeNull();
	expect(pages).toEqual([
		{
			...{ path: at(list), problem: null },
			edits: [{ variantId: 'v', editId: 'gone', place: 'edge', reason: null, found: 'once' }],
		},
	]);
	// Without that look, an end tag that may be left out would leave it to the browser.
	expect(await visit(at(list), list)).toContain('<ul><li>Two</li></ul>');
});

test('where the page leaves out end tags the same edit is left to the browser, with the reason', async () => {
	const untidy = '<ul><li id="a">One<li>Two</ul>';
	await publish([at(untidy)], [remove]);
	expect((await verdicts()).pages[0]?.edits).toEqual([
		expect.objectContaining({ place: 'browser', reason: expect.stringContaining('leaves out tags') }),
	]);
	const page = await visit(at(untidy), untidy);
	expect(page).toContain(untidy);
	expect(page).toContain('"kind":"remove"');
});

test('a page that cannot be looked at says why, and keeps nobody from publishing', async () => {
	await publish(['/nowhere'], [title]);
	expect((await verdicts()).pages).toEqual([{ path: '/nowhere', problem: 'The page answers 404.', edits: [] }]);
	expect(await visit('/nowhere', list)).toContain('<h1>Hello</h1>');
});

test.each([
	['vanished', '<h2>Sale</h2>', 'The element is not on the page any more.'],
	['multiplied', '<h1>Sale</h1><h1>More</h1>', 'There are 2 such elements on the page.'],
])(
	'an edit whose element has %s turns itself off, with the reason, and on again when it is back',
	async (_, changed, reason) => {
		await publish([at(list)], [title]);
		await recheck(changed);
		expect((await verdicts()).pages[0]?.edits).toEqual([expect.objectContaining({ place: 'off', reason })]);
		const page = await visit(at(list), list);
		// Nothing of the variant is left, so nobody has seen it.
		expect(page).toBe(list);
		await recheck(list);
		expect(await visit(at(list), list)).toContain('<h1>Hello</h1>');
	},
);

test('a text that is not the expected one any more is left alone, page by page, and the tag is told what was expected', async () => {
	const expecting: Edit = { ...title, expect: { tag: 'h1', text: 'Sale' } };
	await publish([at(list)], [expecting]);
	expect((await verdicts()).pages[0]?.edits).toEqual([expect.objectContaining({ place: 'edge' })]);
	expect(await visit(at(list), list)).toContain('<h1>Hello</h1>');
	const page = await visit(at(list), list.replace('Sale', 'Summer'));
	expect(page).toContain('<h1>Summer</h1>');
	expect(page).toContain('"expect":{"tag":"h1","text":"Sale"}');
});

describe('an element that has moved', () => {
	const shop = '<main><h1 id="title">Outdoor clothing</h1><p>Made for any weather.</p></main>';
	const changed = shop.replace('id="title"', 'id="headline"');
	const greet: Edit = { ...title, selector: '#title', signals: signalsOf(shop, '#title') };

	test('is changed where it was found again, on the pages that were looked at and on the others', async () => {
		await publish([at(shop), '/page/:any'], [greet]);
		await recheck(changed);
		expect((await verdicts()).pages[0]?.edits).toEqual([
			expect.objectContaining({ place: 'edge', reason: null, found: 'once', foundAt: '#headline' }),
		]);
		for (const path of [at(shop), '/page/other']) {
			const page = await visit(path, changed);
			expect(page).toContain('<h1 id="headline">Hello</h1>');
			expect(page).toContain('"selector":"#headline"');
		}
	});

	test('is where an experiment is to be seen, in the control too', async () => {
		const variants = [{ id: 'control', name: 'Control', weight: 1, audience: null, edits: [] }];
		const other = { id: 'v', name: 'V', weight: 0, audience: null, edits: [greet] };
		await publish([at(shop)], [], { kind: 'experiment', variants: [...variants, other] });
		await recheck(changed);
		expect(await visit(at(shop), changed)).toContain('"variantId":"control","targets":["#headline"]');
	});

	test('is looked for where it was again, once it is back', async () => {
		await publish([at(shop)], [greet]);
		await recheck(changed);
		await recheck(shop);
		expect(await visit(at(shop), shop)).toContain('<h1 id="title">Hello</h1>');
	});
});

test('an element that was never in the HTML may be a script’s: its edit is the browser’s, and not off', async () => {
	await publish([at('<p>x</p>')], [title]);
	await recheck('<p>x</p>');
	expect((await verdicts()).pages[0]?.edits).toEqual([expect.objectContaining({ place: 'browser', found: 'no' })]);
});

test('of an edit that is off the others stay', async () => {
	await publish([at(list)], [title, remove]);
	await recheck('<h1>Sale</h1>');
	const page = await visit(at(list), '<h1>Sale</h1>');
	expect(page).toContain('<h1>Hello</h1>');
	expect(page).not.toContain('"gone"');
});

test('what a day has passed over is checked again, and nothing sooner', async () => {
	await publish([at(list)], [title]);
	const first = (await verdicts()).checkedAt;
	await recheckReleases(env, Date.now() + 3_600_000);
	expect((await verdicts()).checkedAt).toBe(first);
	const later = Date.now() + 25 * 3_600_000;
	await recheckReleases(env, later);
	expect((await verdicts()).checkedAt).toBe(new Date(later).toISOString());
});

test('on demand the draft is looked at as it is now, and what visitors get too', async () => {
	await publish([at(list)], [title]);
	const { body } = await api('GET', '/experiences/hero');
	const variants = [{ id: 'v', name: 'V', weight: 0, audience: null, edits: [{ ...title, selector: 'li' }] }];
	await api('PUT', '/experiences/hero', { ...Object(body), variants });
	const now = await api('POST', '/experiences/hero/verdicts');
	expect(now.body).toMatchObject({ pages: [{ edits: [{ place: 'off', found: 'several' }] }] });
	expect((await verdicts()).pages).toMatchObject([{ edits: [{ place: 'edge' }] }]);
});

test('a question about an unknown experience, and one by nobody, is refused', async () => {
	expect((await api('GET', '/experiences/none/verdicts')).status).toBe(404);
	expect((await api('POST', '/experiences/none/verdicts')).status).toBe(404);
	expect((await (await callAs('viewer'))('POST', '/experiences/hero/verdicts')).status).toBe(403);
});

test('pages to look at are those that are named, then those that people see, then the first', async () => {
	const experience = (include: readonly string[], exclude: readonly string[] = []) =>
		parseExperience({ id: 'x', siteId: 's', name: 'X', kind: 'personalization', pages: { include, exclude } });
	const hosts = ['shop.example'];
	const seen = ['/products/b', '/', '/cart', '/products/a'];
	expect(pagesToCheck(experience(['/sale', '/products/*']), hosts, seen)).toEqual([
		'/sale',
		'/products/b',
		'/products/a',
	]);
	expect(pagesToCheck(experience([]), hosts, seen)).toEqual(['/products/b', '/', '/cart', '/products/a']);
	expect(pagesToCheck(experience([], ['/products/*']), hosts, [])).toEqual(['/']);
	expect(pagesToCheck(experience(['https://shop.example/a?b=1', 'https://other.example/c']), hosts, [])).toEqual([
		'/a?b=1',
	]);
	expect(pagesToCheck(experience(['/p/:id']), hosts, [])).toEqual([]);
});

test('whoever asks what a page shows is told of edits that are off there', async () => {
	await publish([at(list)], [title, remove]);
	await recheck('<h1>a</h1><h1>b</h1><li id="a">c</li>');
	const { body } = await api('POST', '/sites/shop/explain', { url: `https://${siteHost}${at(list)}` });
	expect(body).toMatchObject({
		decisions: [{ says: expect.stringMatching(/ The edit of h1 is off: There are 2 such elements on the page\.$/) }],
	});
});
