import { isBag } from '../../core/event/index.ts';

/** Traits by which people are compared, as they were said. */
export type Facts = Readonly<Record<string, unknown>>;

/** Characters of a fact that count. */
const longest = 200;

/** Words in small letters without accents and punctuation; empty where there are none. */
export function words(said: unknown): string[] {
	if (typeof said !== 'string') return [];
	const plain = said.slice(0, longest).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
	return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** A person's name in words: `name`, else first and last name. */
export function nameWords({ name, firstName, lastName }: Facts): string[] {
	const whole = words(name);
	return whole.length > 0 ? whole : [...words(firstName), ...words(lastName)];
}

/** `2001-12-31`; null for what is no date of that form. */
export function birthdayOf({ birthday }: Facts): string | null {
	return typeof birthday === 'string' ? (/^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(birthday.trim())?.[0] ?? null) : null;
}

/** Letters and digits of the postcode, of the traits or of their address; null where there are fewer than three. */
export function postcodeOf({ address, postalCode, postcode, zip }: Facts): string | null {
	const within = isBag(address) ? (address.postalCode ?? address.postcode ?? address.zip) : undefined;
	const said = within ?? postalCode ?? postcode ?? zip;
	const text = words(typeof said === 'number' ? String(said) : said).join('');
	return text.length < 3 ? null : text;
}

/** The street with its number, in words; null where there is none. */
export function streetOf({ address, street }: Facts): string | null {
	const said = isBag(address) ? address.street : (address ?? street);
	const text = words(said).join(' ');
	return text.length < 5 ? null : text;
}

/** The company's name in words; null where there is none. */
export function companyOf({ company }: Facts): string | null {
	return words(isBag(company) ? company.name : company).join(' ') || null;
}
