import { forgetKeys, type PersonKeys, personKeys, writeKeys } from '../duplicates/index.ts';
import type { Env } from '../env.ts';
import type { Account } from './accounts/account.ts';
import { tablesOfPeople } from './database-tables.ts';
import type { Delivery } from './delivery.ts';
import { portions } from './portions.ts';
import { displayName, type Profile, traitText } from './profile.ts';
import type { Tables } from './tables.ts';

/** Batches and rows that one turn speaks for. */
const rowsMax = 400;
/** Bytes that one statement carries: D1 takes 2 MB a value. */
const bytesMax = 1_500_000;

/**
 * Writes what is behind to D1, as one statement a kind over `json_each`. Idempotent: a row's version decides, so a
 * crash between D1's yes and our note costs one repeated write. Returns whether more is waiting.
 */
export async function writeBehind(env: Env, tables: Tables): Promise<boolean> {
	await writeProfilesWithEvents(env, tables);
	await writeListedProfiles(env, tables);
	await writeDeliveries(env, tables);
	await writeAccounts(env, tables);
	await deleteGone(env, tables);
	await deleteDropped(env, tables);
	return tables.outbox.isBehind();
}

/** Who gets another batch while D1 writes has it after the one noted here, and is written again. */
async function writeProfilesWithEvents(env: Env, tables: Tables): Promise<void> {
	const { ids, throughSeq } = tables.outbox.withEvents(rowsMax);
	await writeProfiles(env, tables, ids);
	tables.outbox.told(throughSeq);
}

async function writeListedProfiles(env: Env, tables: Tables): Promise<void> {
	const ids = tables.outbox.listed('profile', rowsMax);
	const versions = new Map(ids.map((id) => [id, tables.profiles.read(id)?.version]));
	await writeProfiles(env, tables, ids);
	// Whoever changed while D1 was writing stays behind.
	const unchanged = ids.filter((id) => tables.profiles.read(id)?.version === versions.get(id));
	tables.outbox.remove('profile', unchanged);
}

/** After all that was written of them: turns follow one another, so nothing brings a row back. */
async function deleteDropped(env: Env, tables: Tables): Promise<void> {
	const listed = tables.outbox.listed('dropped', rowsMax);
	if (listed.length === 0) return;
	const gone = JSON.stringify(listed.filter((id) => tables.profiles.read(id) === null));
	await env.DB.batch(
		tablesOfPeople.map(([table, column]) =>
			env.DB.prepare(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?1))`).bind(gone),
		),
	);
	// Who came while D1 deleted is written again.
	for (const id of listed) if (tables.profiles.read(id)) tables.outbox.add('profile', id);
	tables.outbox.remove('dropped', listed);
}

/** With the keys that they are compared by, where D1 may not have them. */
async function writeProfiles(env: Env, tables: Tables, ids: readonly string[]): Promise<void> {
	let keyed: PersonKeys[] = [];
	/** Read only when their portion's turn comes, so that what is written is never older than it must be. */
	function* rows(): Generator<string> {
		for (const id of ids) {
			const profile = tables.profiles.read(id);
			if (!profile) continue;
			keyed.push(...personKeys(profile).filter((keys) => !tables.outbox.hasToldKeys(keys)));
			yield JSON.stringify(profileRow(profile));
		}
	}
	for (const portion of portions(rows(), bytesMax)) {
		const told = keyed;
		keyed = [];
		await env.DB.batch([upsertProfiles(env, portion), ...writeKeys(env, told)]);
		// Who is no more is deleted from D1 next, or has been.
		for (const keys of told) if (tables.profiles.read(keys.id)) tables.outbox.toldKeys(keys);
	}
}

function upsertProfiles(env: Env, rows: string): D1PreparedStatement {
	return env.DB.prepare(
		`INSERT INTO profiles (id, user_id, email, name, traits, segments, events, device, country, first_seen_at, last_seen_at, version)
		 SELECT value ->> 'id', value ->> 'userId', value ->> 'email', value ->> 'name', value -> 'traits', value -> 'segments',
		        value ->> 'events', value ->> 'device', value ->> 'country', value ->> 'firstSeenAt', value ->> 'lastSeenAt',
		        value ->> 'version'
		 FROM json_each(?1) WHERE true
		 ON CONFLICT (id) DO UPDATE SET
			user_id = excluded.user_id, email = excluded.email, name = excluded.name, traits = excluded.traits,
			segments = excluded.segments, events = excluded.events, device = excluded.device, country = excluded.country,
			first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, version = excluded.version
		 WHERE excluded.version > profiles.version`,
	).bind(rows);
}

function profileRow(profile: Profile): object {
	const traits = Object.fromEntries(Object.entries(profile.traits).map(([key, { value }]) => [key, value]));
	return {
		id: profile.id,
		userId: profile.userId,
		email: traitText(profile, 'email'),
		name: displayName(profile),
		traits,
		segments: Object.keys(profile.segments),
		events: profile.events,
		device: textOr(profile.device.type),
		country: textOr(profile.geo.country),
		firstSeenAt: profile.firstSeenAt,
		lastSeenAt: profile.lastSeenAt,
		version: profile.version,
	};
}

function textOr(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

async function writeDeliveries(env: Env, tables: Tables): Promise<void> {
	const ids = tables.outbox.listed('delivery', rowsMax);
	const deliveries = ids.flatMap((id) => tables.deliveries.read(id) ?? []);
	const sent = new Map(deliveries.map((delivery) => [delivery.id, JSON.stringify(delivery)]));
	for (const portion of portions(deliveries.map(deliveryRow), bytesMax)) await upsertDeliveries(env, portion);
	const unchanged = ids.filter((id) => {
		const delivery = tables.deliveries.read(id);
		return !delivery || JSON.stringify(delivery) === sent.get(id);
	});
	tables.outbox.remove('delivery', unchanged);
}

/** After all that was written of them: turns follow one another, so nothing brings the row back. */
async function deleteGone(env: Env, tables: Tables): Promise<void> {
	const listed = tables.outbox.listed('gone', rowsMax);
	const gone = listed.filter((id) => tables.profiles.read(id) === null);
	if (gone.length > 0) {
		const ids = JSON.stringify(gone);
		await env.DB.batch([
			env.DB.prepare('DELETE FROM profiles WHERE id IN (SELECT value FROM json_each(?1))').bind(ids),
			...forgetKeys(env, ids),
		]);
	}
	// Who came back while D1 deleted is written again.
	for (const id of listed) if (tables.profiles.read(id) !== null) tables.outbox.add('profile', id);
	tables.outbox.remove('gone', listed);
}

/** Of an account that was erased, its home goes with its row: whoever names it again begins anew. */
async function writeAccounts(env: Env, tables: Tables): Promise<void> {
	const ids = tables.outbox.listed('account', rowsMax);
	const accounts = new Map(ids.map((id) => [id, tables.accounts.read(id)]));
	const [kept, erased] = [[...accounts.values()].filter(isKept), ids.filter((id) => !isKept(accounts.get(id)))];
	for (const portion of portions(kept.map(accountRow), bytesMax)) await upsertAccounts(env, portion);
	if (erased.length > 0) {
		await env.DB.prepare('DELETE FROM accounts WHERE id IN (SELECT value FROM json_each(?1))')
			.bind(JSON.stringify(erased))
			.run();
	}
	const unchanged = ids.filter((id) => tables.accounts.read(id)?.version === accounts.get(id)?.version);
	tables.outbox.remove('account', unchanged);
}

function isKept(account: Account | null | undefined): account is Account {
	return account !== null && account !== undefined && account.erasedAt === undefined;
}

function accountRow(account: Account): string {
	const { id, members, isVerified, lastSeenAt, version, traits, computed = {} } = account;
	const values = Object.fromEntries(Object.entries(traits).map(([key, { value }]) => [key, value]));
	const amounts = Object.fromEntries(Object.entries(computed).map(([key, { value }]) => [key, value]));
	const name = textOr(values.name);
	return JSON.stringify({ id, name, traits: values, computed: amounts, members, isVerified, lastSeenAt, version });
}

/** The home is there already: before an account hears of anybody, it is chosen. */
async function upsertAccounts(env: Env, rows: string): Promise<void> {
	await env.DB.prepare(
		`UPDATE accounts SET name = value ->> 'name', traits = value -> 'traits', computed = value -> 'computed',
			members = value ->> 'members', is_verified = value ->> 'isVerified', last_seen_at = value ->> 'lastSeenAt',
			version = value ->> 'version'
		 FROM json_each(?1) WHERE accounts.id = value ->> 'id' AND accounts.version < value ->> 'version'`,
	)
		.bind(rows)
		.run();
}

/** Without the event that started it, which D1 does not keep and which may be the largest part. */
function deliveryRow({ trigger, ...row }: Delivery): string {
	return JSON.stringify(row);
}

async function upsertDeliveries(env: Env, rows: string): Promise<void> {
	await env.DB.prepare(
		`INSERT INTO deliveries (id, profile_id, message_id, journey_id, channel, state, reason, attempts, created_at, updated_at)
		 SELECT value ->> 'id', value ->> 'profileId', value ->> 'messageId', value ->> 'journeyId', value ->> 'channel',
		        value ->> 'state', value ->> 'reason', value ->> 'attempts', value ->> 'createdAt', value ->> 'updatedAt'
		 FROM json_each(?1) WHERE true
		 ON CONFLICT (id) DO UPDATE SET
			profile_id = excluded.profile_id, state = excluded.state, reason = excluded.reason, attempts = excluded.attempts, updated_at = excluded.updated_at
		 WHERE excluded.updated_at >= deliveries.updated_at`,
	)
		.bind(rows)
		.run();
}
