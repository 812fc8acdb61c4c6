import UAParser from 'my-ua-parser';
import type { ClientHints } from './client-hints.ts';

const known = new Map<string, Readonly<Record<string, string>>>();
const knownMax = 1000;

/**
 * Type (desktop, mobile, tablet …), browser and operating system behind a user agent, with major versions where they can be
 * told; hints win over it. Empty when there is neither. Remembered, for parsing is slow.
 */
export function deviceOf(sent: string, hints: ClientHints | null = null): Readonly<Record<string, string>> {
	const userAgent = sent.slice(0, 500);
	const key = hints ? `${textOf(hints)} ${userAgent}` : userAgent;
	const before = known.get(key);
	if (before) return before;
	const device = parseDevice(userAgent, hints);
	if (known.size >= knownMax) known.clear();
	known.set(key, device);
	return device;
}

const texts = new WeakMap<ClientHints, string>();

/** All events of a request share its hints: they are written out once. */
function textOf(hints: ClientHints): string {
	const before = texts.get(hints);
	if (before !== undefined) return before;
	const text = JSON.stringify(hints);
	texts.set(hints, text);
	return text;
}

function parseDevice(userAgent: string, hints: ClientHints | null): Readonly<Record<string, string>> {
	if (userAgent === '' && !hints) return {};
	const parsed = new UAParser(userAgent).getResult();
	const browser = (hints && brandOf(hints)) ?? { name: parsed.browser.name, version: parsed.browser.major };
	const os = (hints && platformOf(hints)) ?? { name: parsed.os.name, version: told(userAgent, parsed.os.version) };
	const type = parsed.device.type ?? (hints?.mobile ? 'mobile' : 'desktop');
	return present({
		type,
		browser: browser.name,
		browserVersion: browser.version,
		os: os.name,
		osVersion: os.version,
	});
}

interface Named {
	readonly name: string | undefined;
	readonly version: string | undefined;
}

/** What people call the browsers, where the user agent's parser calls them so too. */
const brandNames: Readonly<Record<string, string>> = { 'Google Chrome': 'Chrome', 'Microsoft Edge': 'Edge' };

/** The brand that is neither made up nor the engine; the engine where a browser has no name of its own. */
function brandOf({ brands }: ClientHints): Named | null {
	const real = brands.filter(({ brand }) => brand !== '' && !/not.?a?.?brand/i.test(brand));
	const found = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
	if (!found) return null;
	return { name: brandNames[found.brand] ?? found.brand, version: major(found.version) };
}

const platformNames: Readonly<Record<string, string>> = { macOS: 'Mac OS', 'Chrome OS': 'Chromium OS' };

/** Null where the browser does not say: the user agent's word is better than none. */
function platformOf({ platform, platformVersion }: ClientHints): Named | null {
	if (platform === null || platform === 'Unknown') return null;
	const name = platformNames[platform] ?? platform;
	const version = platformVersion === null ? undefined : major(platformVersion);
	return { name, version: platform === 'Windows' ? windowsVersion(version) : version };
}

/** @see https://learn.microsoft.com/microsoft-edge/web-platform/how-to-detect-win11 */
function windowsVersion(platformMajor: string | undefined): string | undefined {
	if (platformMajor === undefined || platformMajor === '0') return undefined;
	return Number(platformMajor) >= 13 ? '11' : '10';
}

/** The version that a user agent tells, unless it is one that every browser says for ever, whatever it runs on. */
function told(userAgent: string, version: string | undefined): string | undefined {
	const frozen = /Windows NT 10\.0|Mac OS X 10[._]15|Android 10; K\)|CrOS x86_64 14541\.0\.0/.test(userAgent);
	return frozen || version === undefined ? undefined : major(version);
}

function major(version: string): string | undefined {
	return /^\d{1,5}/.exec(version)?.[0];
}

function present(of: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(of).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
