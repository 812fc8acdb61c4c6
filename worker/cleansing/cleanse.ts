import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type Bag, type Event, isBag } from '../../core/event/index.ts';

/** Characters of a number with all that may stand around it: whatever is longer is text, and not looked at. */
const numberMax = 100;

/** What can be done to the text of a trait. */
export const steps = ['trim', 'lower', 'upper', 'title', 'email', 'phone', 'number', 'boolean'] as const;
export type Step = (typeof steps)[number];

/** How the values of one trait are brought into one form before anything is made of them. */
export interface Rule {
	readonly trait: string;
	/** In this order. */
	readonly steps: readonly Step[];
}

/** Holds until somebody writes other rules: what is the same address or number is written in the same way. */
export const defaultRules: readonly Rule[] = [
	{ trait: 'email', steps: ['email'] },
	{ trait: 'phone', steps: ['phone'] },
];

/** An event whose traits are in the form that the rules say; the same event when nothing changes. */
export function cleanseEvent(rules: readonly Rule[], event: Event): Event {
	if (event.type !== 'identify' || event.traits === null) return event;
	const traits = cleanse(rules, event.traits, countryOf(event.traits) ?? countryOf(event.context.geo));
	return traits === event.traits ? event : { ...event, traits };
}

/**
 * Traits in the form that the rules say. What a step cannot read stays as it is: nothing that somebody said is lost.
 * @param country where the person is, `DE`, for telephone numbers without a country code; null when nobody knows
 */
export function cleanse(rules: readonly Rule[], traits: Bag, country: string | null): Bag {
	const changed: Record<string, unknown> = {};
	for (const { trait, steps: wanted } of rules) {
		const said = Object.hasOwn(traits, trait) ? traits[trait] : undefined;
		if (typeof said !== 'string') continue;
		let value: unknown = said;
		for (const step of wanted) if (typeof value === 'string') value = does[step](value, country);
		if (value !== said) changed[trait] = value;
	}
	return Object.keys(changed).length === 0 ? traits : { ...traits, ...changed };
}

const does: Readonly<Record<Step, (text: string, country: string | null) => unknown>> = {
	trim: (text) => text.trim().replace(/\s+/g, ' '),
	lower: (text) => text.toLowerCase(),
	upper: (text) => text.toUpperCase(),
	title: (text) => text.toLowerCase().replace(/(?<=^|[\s'’-])\p{L}/gu, capital),
	email: toEmail,
	phone: toPhone,
	number: toNumber,
	boolean: toBoolean,
};

/** A ligature is two letters, of which the first is a capital. */
function capital(letter: string): string {
	const [first = '', ...rest] = letter.toUpperCase();
	return first + rest.join('').toLowerCase();
}

function toEmail(text: string): string {
	const address = text
		.trim()
		.replace(/^mailto:/i, '')
		.replace(/^.*<([^<>]+)>$/, '$1')
		.toLowerCase();
	return /^[^\s@<>]+@[^\s@<>]+$/.test(address) ? address : text;
}

/** E.164: `+4930901820`. */
function toPhone(text: string, country: string | null): string {
	const code = country !== null && isCountry(country) ? country : undefined;
	const number = parsePhoneNumberFromString(text, { ...(code && { defaultCountry: code }), extract: false });
	return number?.isPossible() && number.ext === undefined ? number.number : text;
}

function isCountry(code: string): code is CountryCode {
	return isSupportedCountry(code);
}

/** `1.234,50 €` and `1,234.50` are 1234.5. One separator with three digits behind it parts thousands. */
function toNumber(text: string): unknown {
	if (text.length > numberMax) return text;
	const plain = text
		.trim()
		.replace(/^[\p{Sc}\s]+|[\p{Sc}\s]+$/gu, '')
		.replace(/(?<=\d)[\s'’](?=\d)/g, '');
	if (!/^[+-]?(\d[\d.,]*|[.,]\d+)$/.test(plain)) return text;
	const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
	const separators = plain.replace(/[^.,]/g, '');
	const partsThousands =
		last >= 0 &&
		new Set(separators).size === 1 &&
		(separators.length > 1 || /[.,]\d{3}$/.test(plain)) &&
		plain[last] === ',';
	const whole = last < 0 || partsThousands ? plain : plain.slice(0, last);
	const fraction = last < 0 || partsThousands ? '' : plain.slice(last + 1);
	const number = Number(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`);
	return Number.isFinite(number) ? number : text;
}

function toBoolean(text: string): unknown {
	const word = text.trim().toLowerCase();
	if (['true', 'yes', 'y', 'on', '1'].includes(word)) return true;
	return ['false', 'no', 'n', 'off', '0'].includes(word) ? false : text;
}

/** `country` of traits, of their address, or of a place, as two letters. */
function countryOf(bag: unknown): string | null {
	if (!isBag(bag)) return null;
	const { country, countryCode, address } = bag;
	for (const said of [countryCode, country])
		if (typeof said === 'string' && /^[a-z]{2}$/i.test(said)) return said.toUpperCase();
	return isBag(address) ? countryOf({ country: address.country, countryCode: address.countryCode }) : null;
}
