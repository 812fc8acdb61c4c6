import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath, quietFlags } from '../../browser.ts';
import { type BrowserProcess, startBrowser } from './process.ts';
import type { Profile, SteeredBrowser, Tab } from './tab.ts';

/** A Chromium as people have it, with no flag of a test driver, which Playwright looks into. */
export interface Chromium extends SteeredBrowser {
	readonly browser: Browser;
	readonly context: BrowserContext;
}

export interface ChromiumProfile extends Profile {
	open(): Promise<Chromium>;
}

const flags = [
	...quietFlags,
	// Nothing leaves this machine, whatever a tracker has built in.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost',
	'--headless=new',
	'--remote-debugging-port=0',
	'--no-default-browser-check',
	'--password-store=basic',
	// Some trackers do not count robots, by navigator.webdriver.
	'--disable-blink-features=AutomationControlled',
];

/** Makes a profile. `storage: 'blocked'` is the setting "block all cookies", which denies every kind of storage. */
export function newChromiumProfile({ storage = 'allowed' }: { storage?: 'allowed' | 'blocked' } = {}): ChromiumProfile {
	const folder = mkdtempSync(path.join(tmpdir(), 'ew-profile-'));
	if (storage === 'blocked') {
		mkdirSync(path.join(folder, 'Default'));
		const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
		writeFileSync(path.join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
	}
	const started: BrowserProcess[] = [];
	const start = async (url: string) => {
		const args = [...flags, `--user-data-dir=${folder}`, url];
		const browserProcess = await startBrowser(chromiumPath(), args, /DevTools listening on (ws:\S+)/);
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

async function steer({ endpoint, ended, kill }: BrowserProcess): Promise<Chromium> {
	const browser = await chromium.connectOverCDP(endpoint);
	const [context] = browser.contexts();
	if (context === undefined) throw new Error('Chromium came up without a window');
	const first = context.pages()[0] ?? (await context.newPage());
	return {
		browser,
		context,
		tab: asTab(first),
		newTab: async () => asTab(await context.newPage()),
		setOffline: (offline) => context.setOffline(offline),
		async close() {
			const session = await browser.newBrowserCDPSession();
			// Quitting lets each page say goodbye; the command alone does not.
			await Promise.all(context.pages().map((page) => page.close().catch(() => {})));
			// The answer may be cut off by the end that it asks for.
			await Promise.all([session.send('Browser.close').catch(() => {}), ended()]);
		},
		kill,
	};
}

function asTab(page: Page): Tab {
	return {
		go: async (url) => void (await page.goto(url)),
		run: (script) => page.evaluate(script),
		close: () => page.close(),
	};
}
