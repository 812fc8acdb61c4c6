import { Hono } from 'hono';
import type { Env } from '../env.ts';
import { fillIn, type TagTemplate, takeApart } from './tag-text.ts';
import { readTagValues } from './tag-values.ts';

/** The tag: `GET /_ew/ew.js` and what it loads, for pages of any origin. */
export const tagRoutes = new Hono<{ Bindings: Env }>();

const type = { 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' };
const forAnyOrigin = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
/** Private, because what is in it is the asker's; a copy for a page of another host is not one for this. */
const kept = { 'cache-control': 'private, max-age=600', vary: 'Sec-Fetch-Site' };

/**
 * The tag with the asker's region in it, the site's other hosts, and on the site's own host the visitor's id, which the tag
 * cannot read from an HttpOnly cookie. A file with an id is for that host's pages alone, and only as long as the cookies
 * are what they were: a copy must not bring back who was forgotten.
 */
tagRoutes.get('/_ew/ew.js', async (c) => {
	const { values, isOwn } = await readTagValues(c.env, c.req.raw);
	const text = fillIn(await template(c.env), values);
	return new Response(text, { headers: { ...type, ...headersFor(isOwn) } });
});

/** The same values for the tag of a page's own bundle, which has no file of ours to find them in. */
tagRoutes.get('/_ew/tag.json', async (c) => {
	const { values, isOwn } = await readTagValues(c.env, c.req.raw);
	const [shard, id, links] = values;
	return c.json({ shard, id, links: links.split(',').filter(Boolean) }, 200, headersFor(isOwn));
});

function headersFor(isOwn: boolean): Record<string, string> {
	return isOwn
		? { ...kept, 'cross-origin-resource-policy': 'same-origin', vary: 'Sec-Fetch-Site, Cookie' }
		: { ...kept, ...forAnyOrigin };
}

tagRoutes.get('/_ew/:name{(?:edits|later)\\.js}', async (c) => {
	const headers = { ...type, ...forAnyOrigin, 'cache-control': 'private, max-age=600' };
	return new Response(await scriptText(c.env, c.req.param('name')), { headers });
});

let taken: TagTemplate | null = null;

async function template(env: Env): Promise<TagTemplate> {
	taken ??= takeApart(await scriptText(env, 'ew.js'));
	return taken;
}

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
