import type { Env } from '../env.ts';
import { displayName, type Profile, traitText } from './profile.ts';
import type { Tables } from './tables.ts';

/** Rows that one statement carries: D1 takes 2 MB a value. */
const rowsMax = 500;
const bytesMax = 1_500_000;

/**
 * Writes what is behind to D1, as one statement a kind over `json_each`. Idempotent: a row's version decides, so a
 * crash between D1's yes and our note costs one repeated write. Returns whether more is waiting.
 */
export async function writeBehind(env: Env, tables: Tables): Promise<boolean> {
	const profiles = await writeProfiles(env, tables);
	const deliveries = await writeDeliveries(env, tables);
	return profiles || deliveries;
}

async function writeProfiles(env: Env, tables: Tables): Promise<boolean> {
	const ids = tables.behind('profile', rowsMax);
	const sent = new Map<string, number>();
	const rows: object[] = [];
	let bytes = 0;
	for (const id of ids) {
		const profile = tables.profile(id);
		if (!profile) {
			sent.set(id, 0);
			continue;
		}
		const row = profileRow(profile);
		bytes += JSON.stringify(row).length;
		if (bytes > bytesMax && rows.length > 0) break;
		rows.push(row);
		sent.set(id, profile.version);
	}
	if (rows.length > 0) await env.DB.prepare(upsertProfiles).bind(JSON.stringify(rows)).run();
	// Whoever changed while D1 was writing stays behind.
	tables.caughtUp(
		'profile',
		[...sent].filter(([id, version]) => (tables.profile(id)?.version ?? 0) === version).map(([id]) => id),
	);
	return sent.size < ids.length || ids.length === rowsMax;
}

const upsertProfiles = `
	INSERT INTO profiles (id, user_id, email, name, traits, segments, events, device, country, first_seen_at, last_seen_at, version)
	SELECT value ->> 'id', value ->> 'userId', value ->> 'email', value ->> 'name', value -> 'traits', value -> 'segments',
	       value ->> 'events', value ->> 'device', value ->> 'country', value ->> 'firstSeenAt', value ->> 'lastSeenAt', value ->> 'version'
	FROM json_each(?1) WHERE true
	ON CONFLICT (id) DO UPDATE SET
		user_id = excluded.user_id, email = excluded.email, name = excluded.name, traits = excluded.traits,
		segments = excluded.segments, events = excluded.events, device = excluded.device, country = excluded.country,
		first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, version = excluded.version
	WHERE excluded.version > profiles.version`;

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

async function writeDeliveries(env: Env, tables: Tables): Promise<boolean> {
	const ids = tables.behind('delivery', rowsMax);
	const rows = ids.flatMap((id) => tables.delivery(id) ?? []);
	if (rows.length > 0) await env.DB.prepare(upsertDeliveries).bind(JSON.stringify(rows)).run();
	const sent = new Map(rows.map((row) => [row.id, `${row.state} ${row.attempts}`]));
	const stillSo = ids.filter((id) => {
		const delivery = tables.delivery(id);
		return !delivery || sent.get(id) === `${delivery.state} ${delivery.attempts}`;
	});
	tables.caughtUp('delivery', stillSo);
	return ids.length === rowsMax;
}

const upsertDeliveries = `
	INSERT INTO deliveries (id, profile_id, message_id, journey_id, channel, state, reason, attempts, created_at, updated_at)
	SELECT value ->> 'id', value ->> 'profileId', value ->> 'messageId', value ->> 'journeyId', value ->> 'channel',
	       value ->> 'state', value ->> 'reason', value ->> 'attempts', value ->> 'createdAt', value ->> 'updatedAt'
	FROM json_each(?1) WHERE true
	ON CONFLICT (id) DO UPDATE SET
		state = excluded.state, reason = excluded.reason, attempts = excluded.attempts, updated_at = excluded.updated_at
	WHERE excluded.updated_at >= deliveries.updated_at`;
