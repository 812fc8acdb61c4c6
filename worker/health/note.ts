import { waitUntil } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import type { Incident } from './incident.ts';
import { addCounts } from './storage.ts';
import { Tally } from './tally.ts';

/** How long counts wait for others, at most: what a crash loses of them. */
const gatherMs = 1000;
/** Gathering that is older than this died with the request that began it. */
const abandonedMs = 10_000;

const tally = new Tally();
let gatheringSinceMs: number | null = null;

/** Counts what became of a site's events. Costs the request nothing: D1 hears of it within about a second, in one statement for all. */
export function noteHealth(env: Env, siteId: string, atMs: number, incidents: readonly Incident[]): void {
	if (incidents.length === 0) return;
	tally.add(siteId, atMs, incidents);
	if (gatheringSinceMs !== null && atMs - gatheringSinceMs < abandonedMs) return;
	gatheringSinceMs = atMs;
	waitUntil(gather(env));
}

async function gather(env: Env): Promise<void> {
	await scheduler.wait(gatherMs);
	// What comes while D1 writes begins to gather anew.
	gatheringSinceMs = null;
	await writeHealth(env);
}

/** Writes what is gathered now. Never throws: what D1 does not take is held, and goes with what comes next. */
export async function writeHealth(env: Env): Promise<void> {
	const rows = tally.take();
	if (rows.length === 0) return;
	try {
		await addCounts(env, rows);
	} catch (error) {
		tally.putBack(rows);
		console.error('health not counted', error);
	}
}

/** For tests: forgets what is gathered. */
export function forgetHealth(): void {
	tally.take();
	gatheringSinceMs = null;
}
