import { digest } from '../../../core/hash/digest.ts';
import { type Region, shardName } from '../../../core/id/id.ts';
import type { Env } from '../../env.ts';
import { regionIn, shardByName } from '../address.ts';
import type { ShardStub } from '../shard-interface.ts';

/**
 * The shards at which accounts are at home, by account. Chosen by the account's id when it is first heard of, in the region of
 * who tells of it, and written down once: it stays when there are more shards.
 * @param named who has members, and so a home; of others it is only looked up
 * @param shard the name of who tells of them
 */
export function homesOf(
	env: Env,
	accountIds: ReadonlySet<string>,
	named: ReadonlySet<string>,
	shard: string,
): Promise<Map<string, string>> {
	return namedHomes(env, accountIds, named, regionIn(shard) ?? 'weur');
}

/** The shards of accounts that are named, in the region of who names those of whom nobody has heard. */
export function homesInRegion(env: Env, named: ReadonlySet<string>, region: Region): Promise<Map<string, string>> {
	return namedHomes(env, named, named, region);
}

async function namedHomes(
	env: Env,
	accountIds: ReadonlySet<string>,
	named: ReadonlySet<string>,
	region: Region,
): Promise<Map<string, string>> {
	if (accountIds.size === 0) return new Map();
	const choices = Array.from(named, (id) => ({ id, home: choose(env, id, region) }));
	const [, found] = await env.DB.batch<{ id: string; home: string }>([
		env.DB.prepare(
			"INSERT OR IGNORE INTO accounts (id, home) SELECT value ->> 'id', value ->> 'home' FROM json_each(?1)",
		).bind(JSON.stringify(choices)),
		env.DB.prepare('SELECT id, home FROM accounts WHERE id IN (SELECT value FROM json_each(?1))').bind(
			JSON.stringify([...accountIds]),
		),
	]);
	return new Map(found?.results.map(({ id, home }) => [id, home]));
}

/** Where accounts are at home, or would be once they are named. Writes nothing down. */
export async function likelyHomes(
	env: Env,
	accountIds: ReadonlySet<string>,
	region: Region,
): Promise<Map<string, string>> {
	const known = await namedHomes(env, accountIds, new Set(), region);
	return new Map(Array.from(accountIds, (id) => [id, known.get(id) ?? choose(env, id, region)]));
}

/** The shard at which an account is at home; null for one that nobody has named. */
export async function homeOf(env: Env, accountId: string): Promise<ShardStub | null> {
	const home = await env.DB.prepare('SELECT home FROM accounts WHERE id = ?').bind(accountId).first<string>('home');
	return home === null ? null : shardNamed(env, home);
}

export function shardNamed(env: Env, name: string): ShardStub {
	const region = regionIn(name);
	if (region === null) throw new Error(`no shard is called ${name.slice(0, 60)}`);
	return shardByName(env, name, region);
}

function choose(env: Env, accountId: string, region: Region): string {
	const number = Number.parseInt(digest(accountId).slice(0, 8), 16) % Number(env.SHARDS);
	return shardName({ region, shard: number });
}
