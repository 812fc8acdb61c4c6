import { Hono } from 'hono';
import { placeOf } from '../collect/attributes.ts';
import { regionOf } from '../collect/region.ts';
import type { Env } from '../env.ts';

/** The tag: `GET /_ew/ew.js` and what it loads, for pages of any origin. */
export const tagRoutes = new Hono<{ Bindings: Env }>();

const headers = {
	'content-type': 'text/javascript; charset=utf-8',
	'access-control-allow-origin': '*',
	'cross-origin-resource-policy': 'cross-origin',
	'x-content-type-options': 'nosniff',
	// Private, because the region in it is the asker's.
	'cache-control': 'private, max-age=600',
};

tagRoutes.get('/_ew/ew.js', async (c) => {
	const region = regionOf(placeOf(c.req.raw));
	const script = (await scriptText(c.env, 'ew.js'))
		.replaceAll('__EW_REGION__', region)
		.replaceAll('__EW_SHARDS__', c.env.SHARDS);
	return new Response(script, { headers });
});

tagRoutes.get('/_ew/edits.js', async (c) => new Response(await scriptText(c.env, 'edits.js'), { headers }));

const scripts = new Map<string, string>();

/** A built script, read once an isolate. */
async function scriptText(env: Env, name: string): Promise<string> {
	const known = scripts.get(name);
	if (known !== undefined) return known;
	const response = await env.ASSETS.fetch(`https://assets.local/_ew/${name}`);
	if (!response.ok) throw new Error(`${name} is not built`);
	const text = await response.text();
	scripts.set(name, text);
	return text;
}
