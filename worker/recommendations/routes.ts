import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { productEvents, productsBackMs } from '../../core/recommend/index.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { answers, refuses } from '../openapi.ts';
import { shardOf } from '../profiles/index.ts';
import { knownProfile, nobody } from '../profiles/known-profile.ts';
import { query } from '../read-json.ts';
import { existingSite, type Site } from '../sites/index.ts';
import { learnNow } from './learn-products.ts';
import { recommendedOn } from './recommended.ts';
import { RecommendationsBody, RecommendationsQuery } from './schemas.ts';
import { readCatalog } from './storage.ts';

const tags = ['Experiences'];

/** What templates of edits have as `recommendations`. */
export const recommendationRoutes = new Hono<Admin>()
	.get(
		'/sites/:id/recommendations',
		describeRoute({
			tags,
			summary: 'What a visitor may want to see, as templates of edits have it',
			responses: { ...answers(200, RecommendationsBody), ...refuses(400, 401, 404) },
		}),
		requireUser,
		query(RecommendationsQuery),
		async (c) => {
			const site = await existingSite(c.env, c.req.param('id'));
			const { profile, url = null } = c.req.valid('query');
			return Response.json(await shown(c.env, site, profile, url));
		},
	)

	.post(
		'/sites/:id/recommendations',
		describeRoute({
			tags,
			summary: 'Count at once what everyone did with products, which else happens once an hour',
			responses: { ...answers(200, RecommendationsBody), ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const site = await existingSite(c.env, c.req.param('id'));
			await learnNow(c.env, Date.now());
			await record(c, 'recommendations.count', site.id);
			return Response.json(await shown(c.env, site, undefined, null));
		},
	);

async function shown(env: Env, site: Site, profileId: string | undefined, url: string | null) {
	const known = await readCatalog(env);
	const events = profileId === undefined ? [] : await eventsOf(env, knownProfile(env, profileId));
	return {
		learnedAt: known && new Date(known.learnedAt).toISOString(),
		items: await recommendedOn(env, site, url, events),
	};
}

async function eventsOf(env: Env, profileId: string) {
	const asks = { events: productEvents, backMs: productsBackMs, changes: [] };
	const view = await shardOf(env, profileId).view(profileId, asks);
	if (!view) throw nobody(profileId);
	return view.events;
}
