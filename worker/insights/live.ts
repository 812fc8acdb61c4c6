import type { ConsentChoices } from '../../core/consent/types.ts';
import type { Env } from '../env.ts';

/** One event in the live view. */
export interface LiveItem {
	readonly profileId: string;
	readonly siteId: string;
	readonly messageId: string;
	readonly type: string;
	readonly event: string;
	readonly timestamp: string;
	readonly page: string | null;
	readonly name: string | null;
	readonly country: string | null;
	readonly city: string | null;
	/** desktop, mobile … */
	readonly device: string | null;
	readonly browser: string | null;
	readonly os: string | null;
	readonly campaign: string | null;
	/** What the event itself carried; null when it said nothing. */
	readonly consent: ConsentChoices | null;
	/** How often it breaks the site's tracking plan; the event's context says how. */
	readonly violations: number;
	readonly segments: readonly string[];
}

/** The workspace's one live feed. */
export function liveFeed(env: Env) {
	return env.LIVE.get(env.LIVE.idFromName('live'));
}

/** Items that one report carries: an import of millions must not flood a browser. */
const reportMax = 50;

export async function reportLive(env: Env, items: readonly LiveItem[]): Promise<void> {
	if (items.length > 0) await liveFeed(env).report(items.slice(-reportMax));
}

/** Until when (ms) someone watches; 0 when nobody does. */
export async function stillWatched(env: Env): Promise<number> {
	return liveFeed(env).watchedUntil();
}
