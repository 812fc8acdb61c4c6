import { cleanse } from '../cleansing/cleanse.ts';
import { identityValue, isShared } from '../profiles/identity-kinds.ts';
import type { Profile } from '../profiles/profile.ts';
import { birthdayOf, companyOf, type Facts, nameWords, postcodeOf, streetOf } from './read-facts.ts';

/** What two people may have in common. `mailbox` is an e-mail address but for its dots and what follows a plus. */
export const keyKinds = [
	'mailbox',
	'phone',
	'name-birthday',
	'name-address',
	'name-postcode',
	'name-company',
	'device',
] as const;
export type KeyKind = (typeof keyKinds)[number];

/** Something by which a person may turn out to be another one. */
export interface Key {
	/** `kind:value` */
	readonly key: string;
	/** Nobody may just have typed it: see `isVouched`. */
	readonly vouched: boolean;
}

/** What of a profile makes its keys. */
export type Keyed = Pick<Profile, 'userId' | 'traits' | 'geo' | 'device'>;

const nameTraits = ['name', 'firstName', 'lastName'];

/**
 * By what somebody is compared with others: an address, a number, a name with one more fact, a device. A name alone is many
 * people's. What several people share, such as info@, is nobody's key.
 */
export function keysOf(person: Keyed): Key[] {
	const facts: Facts = Object.fromEntries(Object.entries(person.traits).map(([trait, { value }]) => [trait, value]));
	const vouchedBy = (...traits: string[]) => traits.every((trait) => isVouched(person, trait));
	const found: [kind: KeyKind, value: string | null, vouched: boolean][] = [
		['mailbox', mailboxOf(facts.email), vouchedBy('email')],
		['phone', phoneOf(facts, person.geo.country), vouchedBy('phone')],
		['device', deviceOf(person.device.id), false],
		...named(facts, vouchedBy),
	];
	return found.flatMap(([kind, value, vouched]) => (value === null ? [] : [{ key: `${kind}:${value}`, vouched }]));
}

/**
 * Whether somebody answers for a trait: a file or a teammate; or a server, of one of its users or with `<trait>_verified: true`
 * beside it. What it says of somebody nameless may have come from a form, into which anybody types anybody's address. A trait that
 * is not there is no claim.
 */
function isVouched({ traits, userId }: Keyed, trait: string): boolean {
	const said = Object.hasOwn(traits, trait) ? traits[trait] : undefined;
	if (!said) return true;
	if (said.source === 'import' || said.source === 'teammate') return true;
	return said.source === 'server' && (userId !== null || traits[`${trait}_verified`]?.value === true);
}

export function kindOfKey(key: string): KeyKind | null {
	return keyKinds.find((kind) => key.startsWith(`${kind}:`)) ?? null;
}

function named(facts: Facts, vouchedBy: (...traits: string[]) => boolean): [KeyKind, string | null, boolean][] {
	const name = nameWords(facts);
	// A single word is a first name, or "Guest".
	if (name.length < 2 || name.every((word) => isShared('name', word))) return [];
	const whole = name.toSorted().join(' ');
	const beside = (kind: KeyKind, fact: string | null, ...traits: string[]): [KeyKind, string | null, boolean] => [
		kind,
		fact && `${whole}|${fact}`,
		vouchedBy(...nameTraits, ...traits),
	];
	return [
		beside('name-birthday', birthdayOf(facts), 'birthday'),
		beside('name-address', streetOf(facts), 'address', 'street'),
		beside('name-postcode', postcodeOf(facts), 'address', 'postalCode', 'postcode', 'zip'),
		beside('name-company', companyOf(facts), 'company'),
	];
}

/** The mailbox that an address most probably leads to; null for what is no single person's address. */
function mailboxOf(said: unknown): string | null {
	const email = identityValue('email', said);
	if (email === null || isShared('email', email)) return null;
	const [local = '', host = ''] = email.split('@');
	const plain = local.replace(/\+.*$/, '').replaceAll('.', '');
	return `${plain || local}@${host === 'googlemail.com' ? 'gmail.com' : host}`;
}

/** A number that is known whole, in E.164. */
function phoneOf(facts: Facts, country: unknown): string | null {
	const traits = { phone: facts.phone };
	const { phone } = cleanse([{ trait: 'phone', steps: ['phone'] }], traits, countryCode(facts.country ?? country));
	return typeof phone === 'string' && /^\+\d{7,15}$/.test(phone) && !isShared('phone', phone) ? phone : null;
}

function countryCode(said: unknown): string | null {
	return typeof said === 'string' && /^[a-z]{2}$/i.test(said) ? said.toUpperCase() : null;
}

/** What an app's SDK calls its device. Zeros are what those have that may not be told apart. */
function deviceOf(id: unknown): string | null {
	return typeof id === 'string' && id.length >= 8 && id.length <= 100 && /[1-9a-z]/i.test(id) ? id : null;
}
