import { Refusal } from '../../../core/refusal.ts';
import { addressOf } from '../../address-of.ts';
import type { Env } from '../../env.ts';
import { siteByKey } from '../../sites/index.ts';
import type { Authorized } from '../authorize.ts';
import { Buckets } from './buckets.ts';
import { type LimitSetting, limitOf } from './limits-of.ts';
import { networkOf } from './network-of.ts';
import type { Limit } from './token-bucket.ts';
import { TooMany } from './too-many.ts';

/** In isolate memory, where asking costs a microsecond and no flood reaches a shard or D1. 20,000 addresses are 3 MB. */
const addresses = new Buckets(20_000);
const keys = new Buckets(1_000);

/** What one request may still send, of its address's and its key's share. */
export interface Allowance {
	/** Takes the cost of the events, and of a request without any that of one; refuses what is more than the share. */
	spend(by: Authorized, events: number): void;
}

/** Who comes with a request, and what for. */
interface Visit {
	/** The key that is known before the body is read. */
	readonly key: string | null;
	readonly of: 'events' | 'questions';
	readonly nowMs: number;
}

/**
 * Does what a request asks for within its address's and its key's share. Refuses (`TooMany`), before anything is read, an address that has nothing
 * left, unless a server's secret key comes with it. What was refused for another reason costs its address one event: guessing keys is not free.
 */
export async function withinLimits<T>(
	env: Env,
	request: Request,
	visit: Visit,
	work: (allowance: Allowance) => Promise<T>,
): Promise<T> {
	const { enter, spendOnRefusal, ...allowance } = allowanceOf(env, request, visit);
	try {
		await enter();
		return await work(allowance);
	} catch (error) {
		if (error instanceof Refusal && !(error instanceof TooMany)) spendOnRefusal();
		throw error;
	}
}

interface Share {
	readonly of: string;
	readonly buckets: Buckets;
	readonly name: string;
	readonly limit: Limit;
}

function allowanceOf(env: Env, request: Request, { key, of, nowMs }: Visit) {
	const address = addressOf(request, env);
	const addressLimit = limitOf(env, 'ADDRESS_LIMIT');
	const own: Share | null =
		address === null || addressLimit === null
			? null
			: { of: 'This address', buckets: addresses, name: networkOf(address), limit: addressLimit };
	return {
		async enter(): Promise<void> {
			if (!own) return;
			const waitMs = waitOf(own, 1, nowMs);
			if (waitMs === 0) return;
			if (key !== null && (await siteByKey(env, key))?.secret) return;
			throw new TooMany(own.of, waitMs, of);
		},
		spend({ site, secret }: Authorized, events: number): void {
			const cost = Math.max(1, events);
			const setting: LimitSetting = secret ? 'SECRET_KEY_LIMIT' : 'PUBLIC_KEY_LIMIT';
			const limit = limitOf(env, setting);
			const ofKey = limit && { of: 'This key', buckets: keys, name: `${setting} ${site.id}`, limit };
			const shares = [secret ? null : own, ofKey].filter((share) => share !== null);
			for (const share of shares) {
				const waitMs = waitOf(share, cost, nowMs);
				if (waitMs > 0) throw new TooMany(share.of, waitMs, of);
			}
			for (const { buckets, name, limit } of shares) buckets.take(name, cost, limit, nowMs);
		},
		spendOnRefusal(): void {
			if (own) own.buckets.take(own.name, 1, own.limit, nowMs);
		},
	};
}

function waitOf({ buckets, name, limit }: Share, cost: number, nowMs: number): number {
	return buckets.waitMs(name, cost, limit, nowMs);
}
