import { Hono } from 'hono';
import * as v from 'valibot';
import { parseOrRefuse } from '../../core/parse.ts';
import { Refusal } from '../../core/refusal.ts';
import { answer, answerError } from '../collect/answer.ts';
import { authorize, keyOf } from '../collect/authorize.ts';
import { readBody } from '../collect/read-body.ts';
import type { Env } from '../env.ts';
import { addressOf } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { type LinkBearer, makeLink, readLink } from './link.ts';
import { isPageOf } from './own-host.ts';

const schema = v.object({
	writeKey: v.nullish(v.string()),
	/** Asks for a token. */
	id: v.optional(v.pipe(v.string(), v.maxLength(60))),
	/** Asks whose it is. */
	token: v.optional(v.pipe(v.string(), v.maxLength(300))),
	/** The page that led here, with a token: one that is not the site's brought a token that nobody should take. */
	referrer: v.nullish(v.pipe(v.string(), v.maxLength(8_000))),
});

/** From one of a site's hosts to another: `{ id }` becomes a token for a link, `{ token }` the id again. */
export const linkRoutes = new Hono<{ Bindings: Env }>();

linkRoutes.post('/_ew/v1/link', async (c) => {
	const request = c.req.raw;
	try {
		const asked = parseOrRefuse(schema, (await readBody(request)).json, 'link-invalid');
		const { site } = await authorize(c.env, request, keyOf(request, asked.writeKey ?? null));
		const bearer = { siteId: site.id, userAgent: request.headers.get('user-agent') ?? '' };
		return answer(request, 200, await answerLink(c.env, site, asked, bearer));
	} catch (error) {
		return answerError(request, error);
	}
});

type Asked = v.InferOutput<typeof schema>;

async function answerLink(env: Env, site: Site, { id, token, referrer }: Asked, bearer: LinkBearer): Promise<object> {
	if (token !== undefined) {
		if (typeof referrer === 'string' && !isPageOf(site, referrer)) return {};
		const linked = await readLink(env.SECRET, token, bearer, Date.now());
		return linked !== null && addressOf(env, linked) ? { id: linked } : {};
	}
	if (id === undefined || addressOf(env, id) === null) {
		throw new Refusal('link-id', 'This is no id that Edgewise minted.', { path: 'id', hint: 'Send an id or a token.' });
	}
	const made = await makeLink(env.SECRET, id, bearer, Date.now());
	return made === null ? {} : { token: made };
}
