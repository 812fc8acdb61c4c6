import { type SQL, sql } from 'drizzle-orm';
import { contains } from '../contains.ts';

/** `plan:pro` or `plan = pro`, taken apart; null for any other text. */
export function namedTrait(text: string): { readonly key: string; readonly value: string } | null {
	const [, key, value] = /^([^:=\s][^:=]{0,99}?)\s*[:=]\s*(\S[\s\S]*)$/.exec(text) ?? [];
	return key === undefined || value === undefined ? null : { key, value };
}

/**
 * Finds people by what is known of them: a text is a part of any value, however deep; `plan:pro` a part of that trait's, or of a
 * part of a trait, as `city` or `address.city`. Letters of either case, numbers and yes or no as they are written.
 * @param traits JSON of a person's traits
 */
export function searchTraits(traits: SQL, text: string): SQL {
	const named = namedTrait(text);
	const anyValue = sql`(${mayHave(traits, text)} and exists (
		select 1 from json_tree(${traits}) as t where t.atom is not null and ${contains(written, text)}))`;
	if (!named) return anyValue;
	const { key, value } = named;
	const isKey = sql`(t.key = ${key} or replace(t.fullkey, '"', '') = ${`$.${key}`})`;
	return sql`(${anyValue} or (${mayHave(traits, value)} and exists (
		select 1 from json_tree(${traits}) as t where t.atom is not null and ${isKey} and ${contains(written, value)})))`;
}

const written = sql`case t.type when 'true' then 'true' when 'false' then 'false' else t.atom end`;

/** A first look at the JSON's text, without reading it: most people are passed over. */
function mayHave(traits: SQL, text: string): SQL {
	return contains(traits, JSON.stringify(text).slice(1, -1));
}
