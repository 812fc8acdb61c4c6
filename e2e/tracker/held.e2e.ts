import { expect, test } from 'vitest';
import { context, site } from './each-test.ts';

const named = (name: string) => site.events().filter(({ event }) => event === name);

function decide(path: string, edits: object[]): void {
	site.decisions.set(path, { release: 3, decisions: [{ experienceId: 'e1', variantId: 'v1', edits }] });
}

const hello = { id: 'a', kind: 'text', selector: 'h1', value: 'Hello' };

test('what the page’s own script puts back is made again', async () => {
	decide('/plain', [hello, { id: 'b', kind: 'remove', selector: '#gone' }]);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p id="gone">x</p>'));
	await page.waitForFunction(
		() => document.querySelector('h1')?.textContent === 'Hello' && !document.querySelector('#gone'),
	);
	for (const act of [
		() => document.querySelector('h1')?.replaceChildren('Plain'),
		() =>
			document.querySelector('h1')?.replaceWith(Object.assign(document.createElement('h1'), { textContent: 'Plain' })),
		() => document.body.insertAdjacentHTML('beforeend', '<p id="gone">again</p>'),
	]) {
		await page.evaluate(act);
		await page.waitForFunction(
			() => document.querySelector('h1')?.textContent === 'Hello' && !document.querySelector('#gone'),
		);
	}
	expect(named('Experience Failed')).toEqual([]);
});

test('a page that puts the original back for ever gets it in the end, is not hung, and is told of', async () => {
	decide('/plain', [hello]);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Hello');
	await page.evaluate(() => {
		const title = document.querySelector('h1');
		let times = 0;
		const back = () => {
			if (!title || title.textContent === 'Plain') return;
			times += 1;
			document.documentElement.dataset.times = String(times);
			title.textContent = 'Plain';
		};
		new MutationObserver(back).observe(document, { subtree: true, childList: true, characterData: true });
		back();
	});
	await site.until(() => named('Experience Failed').length === 1);
	expect(named('Experience Failed')[0]?.properties.failed).toEqual([{ id: 'a', status: 'reverted' }]);
	expect(await page.textContent('h1')).toBe('Plain');
	// The first time, and ten more.
	expect(await page.evaluate(() => document.documentElement.dataset.times)).toBe('11');
});

test('an element that the page takes away for a while is edited when it comes back', async () => {
	decide('/plain', [hello]);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Hello');
	await page.evaluate(() => {
		document.querySelector('h1')?.remove();
		for (let i = 0; i < 20; i++) document.body.append(document.createElement('i'));
	});
	await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<h1>Plain</h1>'));
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Hello');
});

test('a redirect leads on in place of the page, counts once, and makes no loop', async () => {
	const to = (url: string) => [{ id: 'r', kind: 'redirect', selector: '', url: `${site.url}${url}` }];
	decide('/plain', to('/acts?a=1'));
	decide('/acts', to('/plain'));
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await page.waitForURL('**/acts?a=1');
	await site.until(() => named('Experience Viewed').length > 0);
	await site.until(() => site.requests.some(({ body }) => String(body.decide).endsWith('/acts?a=1')));
	await page.waitForLoadState('networkidle');
	expect(page.url()).toBe(`${site.url}/acts?a=1`);
	expect(named('Experience Viewed')).toHaveLength(1);
});

test('a style sheet of an edit holds, and goes with the next page', async () => {
	decide('/plain', [{ id: 'c', kind: 'css', selector: '', css: 'h1 { color: rgb(1, 2, 3) }' }]);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	const colour = () => getComputedStyle(document.querySelector('h1') ?? document.body).color;
	await page.waitForFunction(`(${colour})() === 'rgb(1, 2, 3)'`);
	await page.evaluate(() => history.pushState({}, '', '/somewhere'));
	await page.waitForFunction(`(${colour})() !== 'rgb(1, 2, 3)'`);
});
