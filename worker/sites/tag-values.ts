import { placeOf } from '../collect/attributes.ts';
import { regionOf } from '../collect/region.ts';
import type { Env } from '../env.ts';
import { mintProfileId } from '../profiles/index.ts';
import { knownId } from '../visitors/keep-cookie.ts';
import { isOnOwnHost } from '../visitors/own-host.ts';
import { linkedHosts } from './linked-hosts.ts';
import { siteByHost } from './storage.ts';
import type { TagValues } from './tag-text.ts';

/**
 * What the asker's tag is to know: a shard of their region for who is new, the other hosts of the site that the tag or the page is on, and, only
 * where the site's own page asks its own host, the visitor's id. `isOwn` says that it is so.
 */
export async function readTagValues(env: Env, request: Request): Promise<{ values: TagValues; isOwn: boolean }> {
	const { host } = new URL(request.url);
	const from = request.headers.get('origin') ?? request.headers.get('referer') ?? '';
	const pageHost = URL.parse(from)?.host || host;
	const own = await siteByHost(env, host);
	const site = own ?? (await siteByHost(env, pageHost));
	const isOwn = own !== null && isOnOwnHost(request, own);
	const [shard = ''] = mintProfileId(env, regionOf(placeOf(request))).split('-');
	const id = (isOwn && knownId(env, request, own)) || '';
	return { values: [shard, id, site ? linkedHosts(site, pageHost) : ''], isOwn };
}
