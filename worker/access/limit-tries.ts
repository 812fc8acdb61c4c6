import { lt, sql } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { keyedHash } from '../keyed-hash.ts';
import { rateLimits } from './schema.ts';

/** At most `max` requests in each `window` of seconds. */
interface Rule {
	readonly window: number;
	readonly max: number;
}

/**
 * Counts tries in D1, so that an attacker gains nothing by reaching many isolates: one atomic statement for each try.
 * better-auth's key holds an IP address, so only its keyed hash is stored.
 */
export function limitTries(env: Env) {
	return {
		async consume(key: string, rule: Rule): Promise<{ allowed: boolean; retryAfter: number | null }> {
			const now = Date.now();
			const hidden = await keyedHash(env.SECRET, 'rate-limit', key);
			const began = now - rule.window * 1000;
			const over = sql`${rateLimits.since} <= ${began}`;
			const row = await database(env)
				.insert(rateLimits)
				.values({ key: hidden, count: 1, since: now })
				.onConflictDoUpdate({
					target: rateLimits.key,
					set: {
						count: sql`CASE WHEN ${over} THEN 1 ELSE ${rateLimits.count} + 1 END`,
						since: sql`CASE WHEN ${over} THEN ${now} ELSE ${rateLimits.since} END`,
					},
				})
				.returning()
				.get();
			if (row.count === 1) await forgetOld(env, now);
			const allowed = row.count <= rule.max;
			return { allowed, retryAfter: allowed ? null : Math.ceil((row.since - began) / 1000) };
		},
	};
}

/** Longer than any rule's window. */
const KEPT_MS = 3_600_000;

async function forgetOld(env: Env, now: number): Promise<void> {
	await database(env)
		.delete(rateLimits)
		.where(lt(rateLimits.since, now - KEPT_MS));
}
