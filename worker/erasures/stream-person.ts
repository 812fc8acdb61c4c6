import { parseId, shardName } from '../../core/id/id.ts';
import { linesOf } from '../archive/lines-of.ts';
import type { Env } from '../env.ts';
import { tablesOfPeople } from '../profiles/database-tables.ts';
import { shardOf } from '../profiles/index.ts';

const encoder = new TextEncoder();

/**
 * All that every store has of a person, as one JSON object, streamed: from the shard the profile and its events, from D1 each row,
 * from the archive each line.
 */
export async function* streamPerson(env: Env, profileId: string): AsyncGenerator<Uint8Array> {
	const shard = shardOf(env, profileId);
	const detail = await shard.detail(profileId);
	yield encoder.encode(
		`{"exportedAt":${JSON.stringify(new Date().toISOString())},\n"profile":${JSON.stringify(detail)},\n"database":{`,
	);
	for (const [place, [table, column]] of tablesOfPeople.entries()) {
		const { results } = await env.DB.prepare(`SELECT * FROM ${table} WHERE ${column} = ?`).bind(profileId).all();
		yield encoder.encode(
			`${place === 0 ? '' : ','}${JSON.stringify(nameOf(table, column))}:${JSON.stringify(results)}`,
		);
	}
	yield encoder.encode('},\n"events":[');
	yield* asList(eventsOf(env, profileId));
	yield encoder.encode('],\n"archive":[');
	yield* asList(archivedOf(env, profileId));
	yield encoder.encode(']}\n');
}

/** A table that may be about somebody in two ways is there twice. */
function nameOf(table: string, column: string): string {
	return column === 'id' || column === 'profile_id' ? table : `${table} by ${column}`;
}

async function* asList(lines: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
	let before = '\n';
	for await (const line of lines) {
		yield encoder.encode(before + line);
		before = ',\n';
	}
}

async function* eventsOf(env: Env, profileId: string): AsyncGenerator<string> {
	let before: number | null = null;
	do {
		const page: { readonly lines: readonly string[]; readonly before: number | null } = await shardOf(
			env,
			profileId,
		).ownLines(profileId, before);
		yield* page.lines;
		before = page.before;
	} while (before !== null);
}

async function* archivedOf(env: Env, profileId: string): AsyncGenerator<string> {
	const address = parseId(profileId);
	if (!address) return;
	for (const { prefix } of await shardOf(env, profileId).archivePlaces(profileId)) {
		yield* linesOf(env, { prefix, log: `${shardName(address)}-`, after: '' }, profileId);
	}
}
