import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { existingSite, siteByHost } from '../sites/index.ts';

import { explainPage } from './explain.ts';
import { previewUrl } from './preview.ts';
import { ExplainQuestion, PreviewWish } from './schemas.ts';

const tags = ['Pages'];

const Explained = v.object({
	release: v.nullable(v.number()),
	decisions: v.array(
		v.looseObject({
			says: v.string(),
			steps: v.optional(v.array(v.looseObject({ check: v.string(), holds: v.boolean(), says: v.string() }))),
		}),
	),
});

/** What the extension asks about the page that somebody looks at. */
export const pageRoutes = new Hono<Admin>()
	.post(
		'/sites/:siteId/explain',
		describeRoute({
			tags,
			summary: 'What a page shows to somebody, and why: every experience with its reason and all checks that were made',
			responses: { ...answers(200, Explained), ...refuses(400, 401, 404) },
		}),
		requireUser,
		jsonBody(ExplainQuestion),
		async (c) => {
			const site = await existingSite(c.env, c.req.param('siteId'));
			const { url = null, referrer, anonymousId = null, segments, attributes, at, drafts } = c.req.valid('json');
			const told = { segments: segments ?? null, attributes: attributes ?? {} };
			const when = { at: at ? Date.parse(at) : Date.now(), drafts };
			return Response.json(
				await explainPage(c.env, c.req.raw, site, { url, referrer, id: anonymousId, ...told, ...when }),
			);
		},
	)

	.post(
		'/sites/:siteId/preview',
		describeRoute({
			tags,
			summary:
				'An address that shows the page as drafts have it, with chosen variants, to a chosen person, at a chosen moment',
			responses: { ...answers(200, v.object({ url: v.string() })), ...refuses(400, 401, 404) },
		}),
		requireUser,
		jsonBody(PreviewWish),
		async (c) => {
			const site = await existingSite(c.env, c.req.param('siteId'));
			const { url, forced, original, profileId = null, segments = null, at, hours } = c.req.valid('json');
			if ((await siteByHost(c.env, new URL(url).host))?.id !== site.id) {
				throw new Refusal('url-foreign', 'This page is not on one of the site’s hostnames.', { path: 'url' });
			}
			const wanted = { siteId: site.id, forced, original, profileId, segments, at: at ? Date.parse(at) : null };
			return c.json({ url: await previewUrl(c.env.SECRET, url, wanted, Date.now(), hours) });
		},
	);
