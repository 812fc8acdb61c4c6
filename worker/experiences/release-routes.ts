import { waitUntil } from 'cloudflare:workers';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import type { Release } from '../../core/release/types.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { existingSite } from '../sites/index.ts';

import { publish, serve } from './publish.ts';
import { HoldoutBody, ReleaseBody, ReleaseSummaryBody } from './schemas.ts';
import { activateRelease, listReleases, readHoldout, readRelease, saveHoldout } from './storage.ts';
import { checkRelease } from './verdict/check-release.ts';

const tags = ['Releases'];

/** What visitors get: numbered snapshots of a site's experiences, of which one is live. */
export const releaseRoutes = new Hono<Admin>()
	.get(
		'/sites/:siteId/releases',
		describeRoute({
			tags,
			summary: 'A site’s releases, newest first',
			responses: { ...answers(200, listOf(ReleaseSummaryBody)), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const site = await existingSite(c.env, c.req.param('siteId'));
			const releases = await listReleases(c.env, site.id);
			return c.json({ items: releases.map((one) => ({ ...one, active: one.number === site.release })), cursor: null });
		},
	)

	.post(
		'/sites/:siteId/releases',
		describeRoute({
			tags,
			summary: 'Publish the site’s live experiences as the next release',
			responses: { ...answers(201, ReleaseBody), ...refuses(401, 403, 404, 409, 422) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			const { name, email } = c.get('user');
			const release = await publish(c.env, id, name || email, new Date());
			await record(c, 'release.publish', `${id}:${release.number}`);
			return Response.json(release, { status: 201 });
		},
	)

	.get(
		'/sites/:siteId/releases/:number',
		describeRoute({
			tags,
			summary: 'One release, as the edge decides with it',
			responses: { ...answers(200, ReleaseBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => Response.json(await existingRelease(c.env, c.req.param('siteId'), c.req.param('number'))),
	)

	.post(
		'/sites/:siteId/releases/:number/activate',
		describeRoute({
			tags,
			summary: 'Make a release the live one: back to an earlier one, or forward again',
			responses: { ...done, ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const release = await existingRelease(c.env, c.req.param('siteId'), c.req.param('number'));
			const { siteId, number } = release;
			await activateRelease(c.env, siteId, number);
			await serve(c.env, siteId, number);
			// Going back must be quick: what was found of the other release's edits says nothing until this is done.
			waitUntil(checkRelease(c.env, await existingSite(c.env, siteId), release, Date.now()));
			await record(c, 'release.activate', `${siteId}:${number}`);
			return c.body(null, 204);
		},
	)

	.get(
		'/sites/:siteId/holdout',
		describeRoute({
			tags,
			summary: 'The share of a site’s visitors for whom no experience changes anything',
			responses: { ...answers(200, HoldoutBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			return c.json({ share: (await readHoldout(c.env, id))?.share ?? 0 });
		},
	)

	.put(
		'/sites/:siteId/holdout',
		describeRoute({
			tags,
			summary: 'Hold a share of a site’s visitors out of all experiences, from the next release on',
			responses: { ...answers(200, HoldoutBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(HoldoutBody),
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			const { share } = c.req.valid('json');
			// The seed stays: whoever was held out is, as long as the share does not shrink.
			await saveHoldout(c.env, id, { share, seed: `holdout:${id}` }, Date.now());
			await record(c, 'holdout.update', id);
			return c.json({ share });
		},
	);

async function existingRelease(env: Env, siteId: string, number: string): Promise<Release> {
	const release = /^\d{1,9}$/.test(number) ? await readRelease(env, siteId, Number(number)) : null;
	if (!release)
		throw new Refusal('release-unknown', `There is no release ${number.slice(0, 20)} of this site.`, { status: 404 });
	return release;
}
