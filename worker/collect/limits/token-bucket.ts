/** How fast a bucket fills and how much it holds, in events. */
export interface Limit {
	readonly perSecond: number;
	readonly burst: number;
}

/** What was left in a bucket at a moment, in events and ms. Below zero: it lent to a request larger than itself. */
export interface Bucket {
	readonly left: number;
	readonly atMs: number;
}

/** What a bucket holds at a moment: full when it is new, or when its clock ran backwards by a restart. */
export function leftAt(bucket: Bucket | undefined, { perSecond, burst }: Limit, nowMs: number): number {
	if (!bucket) return burst;
	const elapsedMs = Math.max(0, nowMs - bucket.atMs);
	return Math.min(burst, bucket.left + (elapsedMs * perSecond) / 1000);
}

/**
 * How long a request that costs so much has to wait, in ms; 0 when it may go now. One that costs more than a full bucket
 * holds goes when the bucket is full: it would wait for ever otherwise, and pays by leaving a debt.
 */
export function waitMs(bucket: Bucket | undefined, cost: number, limit: Limit, nowMs: number): number {
	const missing = Math.min(cost, limit.burst) - leftAt(bucket, limit, nowMs);
	return missing <= 0 ? 0 : Math.ceil((missing * 1000) / limit.perSecond);
}

/** The bucket after a request took its cost. */
export function take(bucket: Bucket | undefined, cost: number, limit: Limit, nowMs: number): Bucket {
	return { left: leftAt(bucket, limit, nowMs) - cost, atMs: Math.max(nowMs, bucket?.atMs ?? nowMs) };
}
