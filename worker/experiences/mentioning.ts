import { and, eq } from 'drizzle-orm';
import type { Experience } from '../../core/release/types.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { sites } from '../sites/schema.ts';
import { experiences, releases } from './schema.ts';

/** Names of the experiences that are live, in drafts or in the release that is on, and of which `mentions` is true. */
export async function experiencesMentioning(
	env: Env,
	mentions: (experience: Experience) => boolean,
): Promise<string[]> {
	const db = database(env);
	const [drafts, published] = await db.batch([
		db.select({ body: experiences.body }).from(experiences),
		db
			.select({ body: releases.body })
			.from(releases)
			.innerJoin(sites, and(eq(sites.id, releases.siteId), eq(sites.release, releases.number))),
	]);
	const live = [
		...drafts.map(({ body }) => body).filter(({ status }) => status === 'live'),
		...published.flatMap(({ body }) => body.experiences),
	];
	return [...new Map(live.filter(mentions).map(({ id, name }) => [id, name])).values()];
}
