import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { type Admin, type AdminContext, mayWrite } from '../access/admin.ts';
import { ownOrigin } from '../access/auth-for.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { newId, randomText } from '../new-id.ts';
import { answers, listOf, refuses } from '../openapi.ts';
import { announceDefinitions } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { existingSite } from './existing-site.ts';
import { refuseOwnHost } from './refuse-own-host.ts';
import { NewSite, SiteBody, SiteChanges } from './schemas.ts';
import { type Site, viewSite } from './site.ts';
import { listSites } from './storage.ts';
import { insertSite, updateSite } from './write-site.ts';

/** The websites that send events, with their hosts and keys. */
export const siteRoutes = new Hono<Admin>()
	.get(
		'/sites',
		describeRoute({
			tags: ['Sites'],
			summary: 'All sites, newest first',
			responses: { ...answers(200, listOf(SiteBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json({ items: (await listSites(c.env)).map((site) => shown(c, site)), cursor: null }),
	)

	.post(
		'/sites',
		describeRoute({
			tags: ['Sites'],
			summary: 'Make a site; its keys are made with it',
			responses: { ...answers(201, SiteBody), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(NewSite),
		async (c) => {
			const { id = newId('site'), ...settings } = c.req.valid('json');
			const now = Date.now();
			const keys = { writeKey: `ewp_${randomText(32)}`, secretKey: `ews_${randomText(40)}` };
			const site: Site = { id, ...settings, ...keys, release: null, createdAt: now, updatedAt: now };
			refuseOwnHost(site, ownHosts(c));
			await insertSite(c.env, site);
			await record(c, 'site.create', id);
			await announceDefinitions(c.env);
			return c.json(shown(c, site), 201);
		},
	)

	.get(
		'/sites/:id',
		describeRoute({
			tags: ['Sites'],
			summary: 'One site',
			responses: { ...answers(200, SiteBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => c.json(shown(c, await existingSite(c.env, c.req.param('id')))),
	)

	.patch(
		'/sites/:id',
		describeRoute({
			tags: ['Sites'],
			summary: 'Change settings of a site; what is not named stays',
			responses: { ...answers(200, SiteBody), ...refuses(400, 401, 403, 404, 409) },
		}),
		requireUser,
		jsonBody(SiteChanges),
		async (c) => {
			const before = await existingSite(c.env, c.req.param('id'));
			const site: Site = { ...before, ...c.req.valid('json'), updatedAt: Date.now() };
			refuseOwnHost(site, ownHosts(c));
			await updateSite(c.env, site);
			await record(c, 'site.update', site.id);
			await announceDefinitions(c.env);
			return c.json(shown(c, site));
		},
	);

function shown(c: AdminContext, site: Site) {
	return viewSite(site, mayWrite(c.get('user')));
}

/** Where this request found the dashboard, and where people are told to find it. */
function ownHosts(c: AdminContext): string[] {
	return [new URL(c.req.url).host, new URL(ownOrigin(c.env, c.req.url)).host];
}
