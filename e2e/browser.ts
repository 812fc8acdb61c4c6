import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** What people's browsers call themselves; the headless one's own name is a robot's. */
export const userAgent =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

/** What keeps Chromium from talking to anyone but us. */
export const quietFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// For the whole browser: a context's own name does not go with the requests that outlive their page.
	`--user-agent=${userAgent}`,
];

/** Where Chromium is; a test without it cannot run, and says how to mend that. */
export function chromiumPath(): string {
	const found = findChromium();
	if (found === null) throw new Error('No Chromium found: install it, or name it in EDGEWISE_CHROMIUM.');
	return found;
}

/** Starts the Chromium that tests drive. Whoever starts it closes it. */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
	// Playwright turns the back/forward cache off; people have it.
	return chromium.launch({
		executablePath: chromiumPath(),
		args: [...quietFlags, ...flags],
		ignoreDefaultArgs: ['--disable-back-forward-cache'],
	});
}
