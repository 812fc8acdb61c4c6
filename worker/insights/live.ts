import type { LiveItem } from '../../core/live/types.ts';
import type { Env } from '../env.ts';

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
