import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserProcess, startBrowser } from '../../../e2e/tracker/lab/process.ts';
import type { Profile, SteeredBrowser, Tab } from '../../../e2e/tracker/lab/tab.ts';
import { type Bidi, connectBidi } from './bidi.ts';

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** Where Firefox is; null when it is not installed. */
export function findFirefox(): string | null {
	return places.find((place) => existsSync(place)) ?? null;
}

/** Makes a profile of Firefox. `storage: 'blocked'` is its setting that denies sites cookies and every kind of storage. */
export function newFirefoxProfile({ storage }: { storage: 'allowed' | 'blocked' }): Profile {
	const command = findFirefox();
	if (command === null) throw new Error('Firefox is not installed');
	const folder = mkdtempSync(path.join(tmpdir(), 'ew-profile-'));
	writeFileSync(path.join(folder, 'user.js'), preferences(storage === 'blocked'));
	const started: BrowserProcess[] = [];
	const start = async (url: string) => {
		const args = ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', folder, url];
		const browserProcess = await startBrowser(command, args, /WebDriver BiDi listening on (ws:\S+)/);
		started.push(browserProcess);
		return browserProcess;
	};
	return {
		folder,
		open: async () => steer(await start('about:blank')),
		async openAt(url) {
			const { kill } = await start(url);
			return { close: kill, kill };
		},
		async remove() {
			await Promise.all(started.map(({ kill }) => kill()));
			rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
		},
	};
}

async function steer({ endpoint, ended, kill }: BrowserProcess): Promise<SteeredBrowser> {
	const bidi = await connectBidi(endpoint);
	const { contexts } = await bidi.send('browsingContext.getTree', {});
	const [first] = Array.isArray(contexts) ? contexts : [];
	return {
		tab: asTab(bidi, String(first?.context)),
		async newTab() {
			const { context } = await bidi.send('browsingContext.create', { type: 'tab' });
			return asTab(bidi, String(context));
		},
		// It cannot be told; the arena cuts every connection, which is what it sees of it.
		setOffline: async () => {},
		async close() {
			await Promise.all([bidi.send('browser.close', {}).catch(() => {}), ended()]);
		},
		kill,
	};
}

function asTab(bidi: Bidi, context: string): Tab {
	return {
		go: async (url) => void (await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })),
		async run(script) {
			const answer = await bidi.send('script.evaluate', {
				expression: script,
				target: { context },
				awaitPromise: true,
			});
			if (answer.type !== 'success') throw new Error(JSON.stringify(answer.exceptionDetails));
			return plainValue(answer.result);
		},
		close: async () => void (await bidi.send('browsingContext.close', { context })),
	};
}

/** The value of a string, number or boolean as BiDi writes it. */
function plainValue(result: unknown): unknown {
	return typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined;
}

/** Keeps it from talking to anyone but us, and from asking questions. */
function preferences(blockStorage: boolean): string {
	const chosen = {
		'browser.shell.checkDefaultBrowser': false,
		'browser.startup.homepage_override.mstone': 'ignore',
		'browser.aboutwelcome.enabled': false,
		'datareporting.policy.dataSubmissionEnabled': false,
		'toolkit.telemetry.enabled': false,
		'app.update.enabled': false,
		'app.normandy.enabled': false,
		'network.captive-portal-service.enabled': false,
		'network.connectivity-service.enabled': false,
		'browser.safebrowsing.downloads.enabled': false,
		'extensions.update.enabled': false,
		// Else the first page after a crash is a question.
		'browser.sessionstore.resume_from_crash': false,
		'browser.sessionstore.max_resumed_crashes': -1,
		'toolkit.startup.max_resumed_crashes': -1,
		...(blockStorage && { 'network.cookie.cookieBehavior': 2 }),
	};
	return Object.entries(chosen)
		.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
		.join('');
}
