/** The setting of `Env` that is read here. */
export interface AddressSettings {
	readonly CLIENT_ADDRESS?: string;
}

/**
 * The IP address that a request came from, whole and without port; null where nobody knows it. For counting and hashing
 * in memory only: nothing may keep it (`cutAddress` says what may be kept).
 *
 * `CLIENT_ADDRESS` says whose word counts, because whoever calls may write any header:
 * - `cloudflare` (the default): Cloudflare, which sets `CF-Connecting-IP` over whatever the client sent;
 * - `socket`: nobody's but the connection's, on one's own machine;
 * - `proxy`: the last hop of `X-Forwarded-For`, which one's own reverse proxy added; hops before it are the client's claims.
 */
export function addressOf(request: Request, env: AddressSettings): string | null {
	switch (env.CLIENT_ADDRESS) {
		case 'socket':
			return peerOf(request);
		case 'proxy':
			return bare(request.headers.get('x-forwarded-for')?.split(',').at(-1) ?? '') ?? peerOf(request);
		default:
			return bare(request.headers.get('cf-connecting-ip') ?? '');
	}
}

/** Whether people reach the Worker by https, though a proxy in front may speak http with it. */
export function isHttps(request: Request, env: AddressSettings): boolean {
	const forwarded = env.CLIENT_ADDRESS === 'proxy' ? request.headers.get('x-forwarded-proto') : null;
	return (forwarded?.split(',').at(-1)?.trim() ?? new URL(request.url).protocol.slice(0, -1)) === 'https';
}

/** The other end of the connection, as the open-source runtime tells it (`scripts/start/runtime.ts`). */
function peerOf(request: Request): string | null {
	const told: unknown = 'cf' in request ? request.cf : null;
	if (typeof told !== 'object' || told === null || !('clientIp' in told)) return null;
	return typeof told.clientIp === 'string' ? bare(told.clientIp) : null;
}

/** An address in lower case without port, brackets and zone; null for what is none. IPv4 within IPv6 becomes IPv4. */
function bare(text: string): string | null {
	const trimmed = text.trim().toLowerCase();
	const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/.exec(trimmed)?.[1];
	if (v4 !== undefined) return v4;
	const v4InBrackets = /^\[::ffff:(\d{1,3}(?:\.\d{1,3}){3})\](?::\d{1,5})?$/.exec(trimmed)?.[1];
	if (v4InBrackets !== undefined) return v4InBrackets;
	const inBrackets = /^\[([\da-f:.]+)(?:%\w+)?\](?::\d{1,5})?$/.exec(trimmed)?.[1];
	const v6 = inBrackets ?? /^([\da-f:.]+)(?:%\w+)?$/.exec(trimmed)?.[1];
	if (v6 === undefined || !URL.canParse(`http://[${v6}]`)) return null;
	// The URL parser's spelling, so that one address is one key however it was written.
	return new URL(`http://[${v6}]`).hostname.slice(1, -1);
}
