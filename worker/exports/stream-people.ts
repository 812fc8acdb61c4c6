import type { Env } from '../env.ts';
import { allShards, type ExportedPerson } from '../profiles/index.ts';
import { csvRow } from './csv-cell.ts';

export type ExportFormat = 'csv' | 'ndjson';

const encoder = new TextEncoder();

/** Columns for traits; what further ones there are stands in the last column, as JSON. */
const traitColumnsMax = 500;

/**
 * Everybody of a segment, or everybody at all, shard by shard, as they are asked for: no more than a page is in memory. Somebody
 * who enters or leaves meanwhile may be in it or not.
 */
export async function* streamPeople(
	env: Env,
	segment: string | null,
	format: ExportFormat,
): AsyncGenerator<Uint8Array> {
	if (format === 'ndjson') {
		for await (const page of pages(env, segment)) yield encoder.encode(page.map((line) => `${line}\n`).join(''));
		return;
	}
	const traits = await traitColumns(env, segment);
	// Spreadsheets take a CSV for UTF-8 only when it begins so.
	yield encoder.encode(
		`\ufeff${csvRow([...fields, 'consent', 'segments', ...traits.map((key) => `traits.${key}`), 'otherTraits'])}`,
	);
	for await (const page of pages(env, segment)) {
		yield encoder.encode(page.map((line) => personRow(JSON.parse(line), traits)).join(''));
	}
}

const fields = [
	...(['id', 'userId', 'email', 'name', 'accountId', 'firstSeenAt', 'lastSeenAt'] as const),
	...(['events', 'pages', 'country', 'device', 'timezone'] as const),
] as const;

function personRow(person: ExportedPerson, traits: readonly string[]): string {
	const consent = Object.entries(person.consent).map(([purpose, granted]) => `${purpose}: ${granted ? 'yes' : 'no'}`);
	const columns = new Set(traits);
	// An address that is no text is in no column.
	if (person.email !== null) columns.add('email');
	const others = Object.entries(person.traits).filter(([key]) => !columns.has(key));
	return csvRow([
		...fields.map((field) => person[field]),
		consent.join('; '),
		person.segments.join('; '),
		...traits.map((key) => (Object.hasOwn(person.traits, key) ? person.traits[key] : null)),
		others.length === 0 ? null : Object.fromEntries(others),
	]);
}

async function* pages(env: Env, segment: string | null): AsyncGenerator<readonly string[]> {
	for (const shard of await allShards(env)) {
		for (let after: string | null = ''; after !== null; ) {
			const page: { readonly people: readonly string[]; readonly cursor: string | null } = await shard.exportPeople(
				segment,
				after,
			);
			if (page.people.length > 0) yield page.people;
			after = page.cursor;
		}
	}
}

/** The address has a column of its own. */
async function traitColumns(env: Env, segment: string | null): Promise<string[]> {
	const keys = new Set<string>();
	for (const shard of await allShards(env)) for (const key of await shard.exportedTraits(segment)) keys.add(key);
	keys.delete('email');
	return [...keys].sort().slice(0, traitColumnsMax);
}
