import { existsSync } from 'node:fs';

const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of the Chromium or Chrome that tests drive: EDGEWISE_CHROMIUM, else the first known place; null when there is none. */
export function findChromium(): string | null {
	const named = process.env.EDGEWISE_CHROMIUM;
	if (named !== undefined && named !== '') return existsSync(named) ? named : null;
	return places.find((place) => existsSync(place)) ?? null;
}
