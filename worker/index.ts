import { Hono } from 'hono';
import type { Admin } from './access/admin.ts';
import { dashboardHeaders } from './access/headers.ts';
import { accessRoutes } from './access/routes.ts';
import { archiveRoutes } from './archive/routes.ts';
import { cleansingRoutes } from './cleansing/routes.ts';
import { clientSettingsRoutes } from './collect/client-settings-routes.ts';
import { collectRoutes } from './collect/routes.ts';
import { seenRoutes } from './collect/seen-routes.ts';
import { computedRoutes } from './computed/routes.ts';
import { findDuplicates } from './duplicates/index.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { forgetOldAnswers } from './enrichment/index.ts';
import { enrichmentRoutes } from './enrichment/routes.ts';
import type { Env } from './env.ts';
import { attendErasures } from './erasures/erase.ts';
import { erasureRoutes } from './erasures/routes.ts';
import { decideRoutes } from './experiences/decide-routes.ts';
import { ofrepRoutes } from './experiences/ofrep-routes.ts';
import { personalise } from './experiences/proxy.ts';
import { experienceRoutes } from './experiences/routes.ts';
import { recheckReleases } from './experiences/verdict/check-release.ts';
import { exportRoutes } from './exports/routes.ts';
import { forgetOldDays } from './health/index.ts';
import { healthRoutes } from './health/routes.ts';
import { attendImports } from './imports/attend-imports.ts';
import { importRoutes } from './imports/routes.ts';
import { insightRoutes } from './insights/routes.ts';
import { journeyRoutes } from './journeys/routes.ts';
import { buryDead, deliver } from './messages/deliver.ts';
import { messageRoutes } from './messages/routes.ts';
import type { DeliveryTicket } from './messages/ticket.ts';
import { openApi } from './openapi.ts';
import { planRoutes } from './plans/routes.ts';
import { accountRoutes } from './profiles/account-routes.ts';
import { identityKindRoutes } from './profiles/identity-kind-routes.ts';
import { wakeShards } from './profiles/index.ts';
import { mergeRoutes } from './profiles/merge-routes.ts';
import { profileRoutes } from './profiles/routes.ts';
import { traitRoutes } from './profiles/trait-routes.ts';
import { learnProducts, recommendationRoutes } from './recommendations/index.ts';
import { renderError, renderNotFound } from './render-error.ts';
import { teachBandits } from './results/index.ts';
import { resultRoutes } from './results/routes.ts';
import { dropOldArchive } from './retention/index.ts';
import { retentionRoutes } from './retention/routes.ts';
import { noteSizesHourly } from './segments/index.ts';
import { segmentRoutes } from './segments/routes.ts';
import { siteByHost } from './sites/index.ts';
import { siteRoutes } from './sites/routes.ts';
import { tagRoutes } from './sites/tag.ts';
import { dayOf, deleteOldSalts } from './traffic/index.ts';
import { trafficRoutes } from './traffic/routes.ts';
import { linkRoutes } from './visitors/link-routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export { ImportRun } from './imports/import-run.ts';
export { LiveFeed } from './insights/live-feed.ts';
export { ProfileShard } from './profiles/shard.ts';

/** What pages and SDKs call: on every host. */
const edge = new Hono<{ Bindings: Env }>()
	.route('/', collectRoutes) // events in: /v1/* and /_ew/v1/*, as Segment's SDKs send them
	.route('/', seenRoutes) // exposures that no script tells of: /_ew/v1/seen
	.route('/', clientSettingsRoutes) // what those SDKs fetch first: /v1/projects/KEY/settings, /sourceConfig/
	.route('/', decideRoutes) // decisions out: /_ew/v1/decide and /v1/decide
	.route('/', ofrepRoutes) // values, as OpenFeature's providers ask for them: /_ew/ofrep/v1/* and /ofrep/v1/*
	.route('/', linkRoutes) // an id on its way to another host of the site: /_ew/v1/link
	.route('/', tagRoutes) // the tag: /_ew/ew.js
	.onError(renderError)
	.notFound(renderNotFound);

/** The admin API, for the dashboard and for programs. */
const api = new Hono<Admin>()
	.basePath('/api')
	.route('/', accessRoutes) // signing in, who one is
	.route('/', siteRoutes) // sites and their keys
	.route('/', profileRoutes) // people and their timelines
	.route('/', mergeRoutes) // who is one person, and who is not after all
	.route('/', duplicateRoutes) // who probably is one person
	.route('/', identityKindRoutes) // what people are found by
	.route('/', traitRoutes) // what a teammate says of somebody
	.route('/', accountRoutes) // companies and their members
	.route('/', segmentRoutes) // who is in what
	.route('/', cleansingRoutes) // in which form values are kept
	.route('/', computedRoutes) // what everyone's events amount to
	.route('/', enrichmentRoutes) // who else knows something of people
	.route('/', webhookRoutes) // who hears of people who enter and leave segments
	.route('/', experienceRoutes) // what is shown to whom, releases
	.route('/', recommendationRoutes) // what visitors may want to see
	.route('/', resultRoutes) // goals, and what has become of experiences
	.route('/', journeyRoutes) // who goes through what
	.route('/', messageRoutes) // templates, the mailbox, providers
	.route('/', insightRoutes) // the live view, numbers
	.route('/', trafficRoutes) // views and visitors by day
	.route('/', planRoutes) // what events should look like
	.route('/', healthRoutes) // what became of events
	.route('/', archiveRoutes) // every event that was accepted, and the way back
	.route('/', exportRoutes) // people as a file
	.route('/', erasureRoutes) // one person: all that is kept of them, and the end of it
	.route('/', retentionRoutes) // what is kept, and for how long
	.route('/', importRoutes) // files of people and events
	.onError(renderError)
	.notFound(renderNotFound);
api.get('/openapi.json', openApi(api));

/** What SDKs call on the Worker's own host beside `/_ew/*`: RudderStack's have two paths of their own. */
const isEdgePath = (path: string) =>
	path.startsWith('/v1/') ||
	path.startsWith('/ofrep/') ||
	path.startsWith('/sourceConfig') ||
	path.startsWith('/beacon/');

/** Paths of files, whether or not there is one: the dashboard's screens have neither endings nor this folder. */
const isFilePath = (path: string) => path.startsWith('/assets/') || /\.[^/]*$/.test(path);

/** The dashboard: built files, and its one page for every path that is not a file's. */
const dashboard = new Hono<{ Bindings: Env }>()
	.use(dashboardHeaders)
	.get('*', async (c) => {
		const file = await c.env.ASSETS.fetch(c.req.raw);
		if (file.status !== 404) return file;
		// The page in place of an older build's script would be run as one, or kept as one by a cache.
		return isFilePath(c.req.path) ? c.notFound() : c.env.ASSETS.fetch(new URL('/', c.req.url));
	})
	.notFound(renderNotFound);

/** Steps of comparing people that one turn of the cron does: 100,000 keys. */
const duplicateSteps = 100;

export default {
	/** A site's host serves the site and `/_ew/*`; the Worker's own host serves everything else. */
	async fetch(request, env, ctx) {
		const { host, pathname } = new URL(request.url);
		if (pathname.startsWith('/_ew/')) return edge.fetch(request, env, ctx);
		const site = await siteByHost(env, host);
		if (site) return personalise(request, env, ctx, site);
		if (isEdgePath(pathname)) return edge.fetch(request, env, ctx);
		if (pathname.startsWith('/api/')) return api.fetch(request, env, ctx);
		return dashboard.fetch(request, env, ctx);
	},

	/** Deliveries on their way to providers, and those that ran out of tries. */
	async queue(batch, env) {
		if (batch.queue.endsWith('-dead')) await buryDead(batch, env);
		else await deliver(batch, env);
	},

	/** Hourly: a shard whose alarm was lost is woken, what is kept for a time only is forgotten, segments are counted, bandits learn, and live edits are checked. */
	async scheduled(_event, env) {
		await deleteOldSalts(env, dayOf(Date.now()));
		await wakeShards(env);
		await attendErasures(env);
		await dropOldArchive(env, Date.now());
		await attendImports(env, Date.now());
		await forgetOldDays(env, Date.now());
		await forgetOldAnswers(env, Date.now());
		await noteSizesHourly(env, Date.now());
		await teachBandits(env, Date.now());
		await learnProducts(env, Date.now());
		await findDuplicates(env, Date.now(), duplicateSteps);
		await recheckReleases(env, Date.now());
	},
} satisfies ExportedHandler<Env, DeliveryTicket>;
