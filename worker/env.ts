import type { ImportRun } from './imports/import-run.ts';
import type { LiveFeed } from './insights/live-feed.ts';
import type { DeliveryTicket } from './messages/ticket.ts';
import type { ShardNamespace } from './profiles/shard-interface.ts';

/** What wrangler.toml binds, and the secrets and settings of this workspace. */
export interface Env {
	readonly DB: D1Database;
	readonly PROFILES: ShardNamespace;
	readonly LIVE: DurableObjectNamespace<LiveFeed>;
	readonly IMPORTS: DurableObjectNamespace<ImportRun>;
	readonly DELIVERIES: Queue<DeliveryTicket>;
	readonly ARCHIVE: R2Bucket;
	readonly ASSETS: Fetcher;
	/** Number of ProfileShards in each region, decimal. */
	readonly SHARDS: string;
	/** How many shards are asked about everyone at once, decimal; all of them when unset. */
	readonly SHARDS_AT_ONCE?: string;
	/** How long an event may wait before it is archived, in seconds, decimal. */
	readonly ARCHIVE_SECONDS?: string;
	/** Secret that signs sessions, previews and unsubscribe links. At least 32 characters. */
	readonly SECRET: string;
	/** The Worker's own address as people type it: `http://localhost:8787`. Taken from the request when unset. */
	readonly PUBLIC_URL?: string;
	/** Whose word on a client's IP address counts: `cloudflare` when unset, `socket` or `proxy` (`address-of.ts`). */
	readonly CLIENT_ADDRESS?: string;
	/** Events a second and at once, `500/5000`, or `off`: by address, by a site's public key, by its secret key. */
	readonly ADDRESS_LIMIT?: string;
	readonly PUBLIC_KEY_LIMIT?: string;
	readonly SECRET_KEY_LIMIT?: string;
}
