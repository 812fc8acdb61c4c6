import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildTrackerPackage } from '../../scripts/build-tracker-package.ts';
import { root } from '../../scripts/run-command.ts';
import { type AdminApi, signIn } from '../../scripts/start/admin.ts';
import { launchBrowser } from '../browser.ts';
import { complaints, eventually, visitor } from '../people.ts';
import { namesOf } from '../sdk/person.ts';

const run = promisify(execFile);

/** Somebody's project that has installed the package as npm would, from what `npm pack` made. */
let project: string;

beforeAll(async () => {
	const built = await buildTrackerPackage();
	// Below ours, so that it finds Preact; the package is its own.
	project = mkdtempSync(path.join(root, 'dist/consumer-'));
	const installed = path.join(project, 'node_modules/@edgewise/tracker');
	mkdirSync(installed, { recursive: true });
	const { stdout } = await run('npm', ['pack', built, '--pack-destination', project, '--json', '--offline']);
	const [{ filename }] = JSON.parse(stdout);
	await run('tar', ['-xzf', path.join(project, filename), '-C', installed, '--strip-components=1']);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function write(name: string, text: string): string {
	const file = path.join(project, name);
	writeFileSync(file, text);
	return file;
}

/** The examples in the documentation, as people copy them. */
function example(language: string, about: string): string {
	const docs = readFileSync(path.join(root, 'docs/tracker.md'), 'utf8');
	const blocks = [...docs.matchAll(/```(\w+)\n(.*?)```/gs)];
	const found = blocks.find(([, of, text]) => of === language && text?.includes(about));
	if (found?.[2] === undefined) throw new Error(`no example in ${language} about ${about}`);
	return found[2];
}

test('the package says what it is, and holds nothing else', async () => {
	const read = (name: string) => readFileSync(path.join(project, 'node_modules/@edgewise/tracker', name), 'utf8');
	const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	expect(JSON.parse(read('package.json'))).toMatchObject({ version, license: 'MIT', sideEffects: false });
	expect(read('LICENSE')).toContain('MIT License');
	expect(read('README.md')).toContain('@edgewise/tracker');
	const { stdout } = await run('npm', [
		'pack',
		path.join(root, 'dist/tracker-package'),
		'--dry-run',
		'--json',
		'--offline',
	]);
	const [{ files }] = JSON.parse(stdout);
	expect(files.map((file: { path: string }) => file.path).toSorted()).toEqual(
		['LICENSE', 'README.md', 'index.d.ts', 'index.js', 'package.json', 'types.d.ts'].toSorted(),
	);
});

test('on a server it can be imported and called, and touches nothing', async () => {
	const script = write(
		'server.mjs',
		`const before = Reflect.ownKeys(globalThis).length;
		const { load } = await import('@edgewise/tracker');
		const edgewise = load({ key: 'k', base: 'https://edgewise.example/_ew/' });
		const answers = await Promise.all(Object.keys(edgewise).map((name) => edgewise[name]('x', () => {})));
		console.log(JSON.stringify({ calls: answers.length, answered: answers.filter(Boolean), more: Reflect.ownKeys(globalThis).length - before }));`,
	);
	const { stdout, stderr } = await run(process.execPath, [script]);
	expect(JSON.parse(stdout)).toEqual({ calls: 12, answered: [], more: 0 });
	expect(stderr).toBe('');
});

test.each([
	['bundler', 'ESNext'],
	['nodenext', 'nodenext'],
])('its types are found and hold with moduleResolution %s', async (moduleResolution, module) => {
	write('package.json', '{ "type": "module" }');
	const file = write(
		'consumer.ts',
		`import { type Consent, load, type LoadedTracker, type LoadOptions, type SentEvent } from '@edgewise/tracker';
		const options: LoadOptions = { key: 'k', base: '/_ew/', consent: 'required', off: 'Web Vitals' };
		const edgewise: LoadedTracker = load(options);
		export const sent: Promise<SentEvent | undefined> = edgewise.track('Plan Chosen', { plan: 'pro' });
		export const holds: Promise<Consent | undefined> = edgewise.consent({ analytics: true, sms: false });
		export const id: Promise<string | null | undefined> = edgewise.user().then((user) => user?.anonymousId());
		// @ts-expect-error: the site's key is needed.
		load({ base: '/_ew/' });
		// @ts-expect-error: an answer is yes or no.
		void edgewise.consent({ analytics: 'yes' });
		// @ts-expect-error: there is no such call.
		void edgewise.screen('Home');`,
	);
	const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2022'];
	const how = ['--module', module, '--moduleResolution', moduleResolution, '--types', ''];
	const compiler = path.join(root, 'node_modules/.bin/tsc');
	const compiled = run(compiler, [...options, ...how, '--ignoreConfig', file], { cwd: project });
	expect(await compiled.catch(({ stdout }) => ({ stdout }))).toMatchObject({ stdout: '' });
});

/** Bundles a file of the project as Vite does for a site. */
async function bundle(entry: string): Promise<string> {
	await build({
		root: project,
		configFile: false,
		publicDir: false,
		logLevel: 'error',
		oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
		resolve: { alias: { react: 'preact/compat' } },
		build: {
			outDir: path.join(project, 'out'),
			target: 'es2022',
			rolldownOptions: { input: entry, output: { entryFileNames: 'main.js' } },
		},
	});
	return readFileSync(path.join(project, 'out/main.js'), 'utf8');
}

test('what is imported and not used is not in the bundle', async () => {
	const entry = write('unused.ts', `import { load } from '@edgewise/tracker';\nconsole.log('alone');`);
	const code = await bundle(entry);
	expect(code).toContain('alone');
	expect(code.length).toBeLessThan(100);
});

describe('a page that bundles it', () => {
	const product = inject('product');
	let server: Server;
	let api: AdminApi;
	let url: string;
	let main = '';

	beforeAll(async () => {
		server = createServer((request, response) => {
			if (request.url === '/main.js') return response.setHeader('content-type', 'text/javascript').end(main);
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(
				'<!doctype html><title>Plans</title><div id="app"></div><script type="module" src="/main.js"></script>',
			);
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		api = await signIn(product.url, product.email, product.password);
		const { writeKey } = await api.send<{ writeKey: string }>('POST', '/api/sites', {
			id: 'bundled',
			name: 'Bundled',
			hostnames: ['bundled.example'],
			allowedOrigins: [url],
			consentMode: 'required',
		});
		const start = example('ts', 'load({')
			.replace('WRITE_KEY', writeKey)
			.replace('https://edgewise.example', product.url);
		write('edgewise.ts', start.replace('load({', `load({ consent: 'required',`));
		write('plans.tsx', example('tsx', 'Plan Chosen'));
		const entry = write(
			'main.tsx',
			`import { render } from 'preact';
			import { ConsentBanner, Plan } from './plans';
			import { edgewise } from './edgewise';
			Object.assign(window, { edgewise });
			render(<main><Plan name="Pro" /><ConsentBanner /></main>, document.querySelector('#app'));`,
		);
		main = await bundle(entry);
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	test('asks, counts, and tracks what its components tell, as somebody whom the edge knows', async () => {
		const browser = await launchBrowser();
		const page = await (await visitor(browser)).newPage();
		const heard = complaints(page);
		await page.goto(`${url}/plans`);
		await page.getByRole('button', { name: 'Pro' }).click();
		await page.getByRole('button', { name: 'Yes' }).click();
		const id = await eventually(() =>
			page.evaluate(async () => (await Reflect.get(window, 'edgewise').user()).anonymousId() as string | null),
		);
		const names = () => namesOf(api, { id });
		await eventually(async () => (await names()).includes('Consent Updated'));
		expect(await names()).toEqual(['Page Viewed', 'Plan Chosen', 'Consent Updated']);
		expect(id).toMatch(/^[a-z]+\d\d-[a-z2-7]{26}$/);
		await page.evaluate(() => history.pushState({}, '', '/next'));
		await eventually(async () => (await names()).filter((name) => name === 'Page Viewed').length === 2);
		expect(heard).toEqual([]);
		await browser.close();
	});
});
