import type { Env } from '../env.ts';
import { displayName, type Profile, traitText } from './profile.ts';
import type { Tables } from './tables.ts';

/** Batches and rows that one statement speaks for: D1 takes 2 MB a value. */
const rowsMax = 400;
const bytesMax = 1_500_000;

/**
 * Writes what is behind to D1, as one statement a kind over `json_each`. Idempotent: a row's version decides, so a
 * crash between D1's yes and our note costs one repeated write. Returns whether more is waiting.
 */
export async function writeBehind(env: Env, tables: Tables): Promise<boolean> {
	await writeProfilesWithEvents(env, tables);
	await writeListedProfiles(env, tables);
	await writeDeliveries(env, tables);
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

async function writeProfiles(env: Env, tables: Tables, ids: readonly string[]): Promise<void> {
	let rows: string[] = [];
	let bytes = 0;
	for (const id of ids) {
		const profile = tables.profiles.read(id);
		if (!profile) continue;
		const row = JSON.stringify(profileRow(profile));
		if (bytes + row.length > bytesMax && rows.length > 0) {
			await upsertProfiles(env, rows);
			rows = [];
			bytes = 0;
		}
		rows.push(row);
		bytes += row.length;
	}
	if (rows.length > 0) await upsertProfiles(env, rows);
}

async function upsertProfiles(env: Env, rows: readonly string[]): Promise<void> {
	await env.DB.prepare(
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
	)
		.bind(`[${rows.join()}]`)
		.run();
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
	if (ids.length === 0) return;
	const rows = ids.flatMap((id) => tables.deliveries.read(id) ?? []);
	const sent = new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
	await env.DB.prepare(
		`INSERT INTO deliveries (id, profile_id, message_id, journey_id, channel, state, reason, attempts, created_at, updated_at)
		 SELECT value ->> 'id', value ->> 'profileId', value ->> 'messageId', value ->> 'journeyId', value ->> 'channel',
		        value ->> 'state', value ->> 'reason', value ->> 'attempts', value ->> 'createdAt', value ->> 'updatedAt'
		 FROM json_each(?1) WHERE true
		 ON CONFLICT (id) DO UPDATE SET
			state = excluded.state, reason = excluded.reason, attempts = excluded.attempts, updated_at = excluded.updated_at
		 WHERE excluded.updated_at >= deliveries.updated_at`,
	)
		.bind(JSON.stringify(rows))
		.run();
	const unchanged = ids.filter((id) => {
		const delivery = tables.deliveries.read(id);
		return !delivery || JSON.stringify(delivery) === sent.get(id);
	});
	tables.outbox.remove('delivery', unchanged);
}
