import { type Context, Hono } from 'hono';
import { Refusal } from '../../core/refusal.ts';
import { isHttps } from '../address-of.ts';
import type { Env } from '../env.ts';
import { type Site, siteByKey } from '../sites/index.ts';
import { corsHeaders, keyOf, preflight } from './authorize.ts';
import { rudderSourceConfig, segmentSettings } from './client-settings.ts';

type Settings = Context<{ Bindings: Env }>;

/** What the browser clients of Segment and RudderStack fetch before they send, so that only their host has to change. */
export const clientSettingsRoutes = new Hono<{ Bindings: Env }>();

for (const prefix of ['', '/_ew']) {
	const settings = `${prefix}/v1/projects/:writeKey/settings` as const;
	clientSettingsRoutes.options(settings, (c) => preflight(c.req.raw));
	clientSettingsRoutes.get(settings, (c) =>
		answer(c, async () => segmentSettings(await siteOf(c, c.req.param('writeKey'), 404), destinationOf(c, prefix))),
	);
	for (const path of ['/sourceConfig', '/sourceConfig/', '/v1/sourceConfig/']) {
		const config = `${prefix}${path}`;
		clientSettingsRoutes.options(config, (c) => preflight(c.req.raw));
		clientSettingsRoutes.get(config, (c) => answer(c, () => sourceConfig(c)));
	}
}

async function sourceConfig(c: Settings): Promise<object> {
	// The client asks like this, without a key, whether an ad blocker keeps it from us.
	if (c.req.method === 'HEAD') return {};
	return rudderSourceConfig(await siteOf(c, keyOf(c.req.raw, null), 401));
}

/** The site of a public key. Refuses any other: a secret key has no place in a browser, and is not told that it exists. */
async function siteOf({ env }: Settings, key: string | null, status: 401 | 404): Promise<Site> {
	const found = key === null ? null : await siteByKey(env, key);
	if (found && !found.secret) return found.site;
	throw new Refusal('key-unknown', 'No site has this write key.', {
		status,
		hint: 'The public write key stands in the dashboard, under Settings.',
	});
}

function destinationOf(c: Settings, prefix: string) {
	const protocol = isHttps(c.req.raw, c.env) ? ('https' as const) : ('http' as const);
	return { apiHost: `${new URL(c.req.url).host}${prefix}/v1`, protocol };
}

/** Any page may read it, for the key is public; kept by browsers for five minutes, and by nobody between, for it names the host. */
async function answer(c: Settings, settings: () => Promise<object>): Promise<Response> {
	const headers = corsHeaders(c.req.raw);
	try {
		return Response.json(await settings(), { headers: { ...headers, 'cache-control': 'private, max-age=300' } });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return Response.json({ success: false, error }, { status: error.status, headers });
	}
}
