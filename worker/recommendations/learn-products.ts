import { catalogOf } from '../../core/recommend/index.ts';
import type { Env } from '../env.ts';
import { experiencesMentioning } from '../experiences/mentioning.ts';
import { productsEverywhere } from '../profiles/index.ts';
import { mentionsRecommendations } from './mentions.ts';
import { forgetCatalog } from './recommended.ts';
import { readCatalog, saveCatalog } from './storage.ts';

/** Everyone is asked for it: no more often than is worth it. */
const soonestMs = 60 * 60_000;

/** Counts what everyone did with products, once an hour, where an experience shows recommendations. */
export async function learnProducts(env: Env, nowMs: number): Promise<void> {
	const last = await readCatalog(env);
	if (last && nowMs - last.learnedAt < soonestMs) return;
	const users = await experiencesMentioning(env, mentionsRecommendations);
	if (users.length > 0) await learnNow(env, nowMs);
}

/** The same at once, as whoever asks wants to see it. */
export async function learnNow(env: Env, nowMs: number): Promise<void> {
	await saveCatalog(env, catalogOf(await productsEverywhere(env)), nowMs);
	forgetCatalog();
}
