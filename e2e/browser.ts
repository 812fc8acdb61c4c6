import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** What keeps Chromium from talking to anyone but us. */
export const quietFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
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
