import { addressOf } from '../../address-of.ts';
import type { Env } from '../../env.ts';
import { siteByKey } from '../../sites/index.ts';
import { type Authorized, keyOf } from '../authorize.ts';
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
	/** Before the body is read: refuses an address that has nothing left, unless a server's secret key comes with it. */
	enter(): Promise<void>;
	/** Takes the cost of the events, and of a request without any that of one; refuses what is more than the share. */
	spend(by: Authorized, events: number): void;
	/** What was refused for another reason costs its address one event: guessing keys is not free. */
	spendOnRefusal(): void;
}

interface Share {
	readonly of: string;
	readonly buckets: Buckets;
	readonly name: string;
	readonly limit: Limit;
}

export function allowanceOf(env: Env, request: Request, nowMs: number): Allowance {
	const address = addressOf(request, env);
	const addressLimit = limitOf(env, 'ADDRESS_LIMIT');
	const own: Share | null =
		address === null || addressLimit === null
			? null
			: { of: 'This address', buckets: addresses, name: networkOf(address), limit: addressLimit };
	return {
		async enter() {
			if (!own) return;
			const waitMs = waitOf(own, 1, nowMs);
			if (waitMs === 0) return;
			const key = keyOf(request, null);
			if (key !== null && (await siteByKey(env, key))?.secret) return;
			throw new TooMany(own.of, waitMs);
		},
		spend({ site, secret }, events) {
			const cost = Math.max(1, events);
			const setting: LimitSetting = secret ? 'SECRET_KEY_LIMIT' : 'PUBLIC_KEY_LIMIT';
			const limit = limitOf(env, setting);
			const ofKey = limit && { of: 'This key', buckets: keys, name: `${setting} ${site.id}`, limit };
			const shares = [secret ? null : own, ofKey].filter((share) => share !== null);
			for (const share of shares) {
				const waitMs = waitOf(share, cost, nowMs);
				if (waitMs > 0) throw new TooMany(share.of, waitMs);
			}
			for (const { buckets, name, limit } of shares) buckets.take(name, cost, limit, nowMs);
		},
		spendOnRefusal() {
			if (own) own.buckets.take(own.name, 1, own.limit, nowMs);
		},
	};
}

function waitOf({ buckets, name, limit }: Share, cost: number, nowMs: number): number {
	return buckets.waitMs(name, cost, limit, nowMs);
}
