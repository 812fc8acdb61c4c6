import { createMiddleware } from 'hono/factory';

/**
 * The dashboard runs no script but its own files. Inline styles and https images are let in for the sake of one thing:
 * previews of e-mails stand in sandboxed frames, which inherit this policy, and e-mails are styled inline.
 */
const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data: https:",
	"connect-src 'self' ws: wss:",
	"font-src 'self'",
	"manifest-src 'self'",
	"frame-src 'self'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
].join('; ');

const HEADERS = {
	'content-security-policy': CONTENT_SECURITY_POLICY,
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
} as const;

/** For the dashboard and the admin API. Never for `/_ew/*` or a site's pages: other origins load those. */
export const dashboardHeaders = createMiddleware(async (c, next) => {
	await next();
	if (c.res.status === 101) return;
	// What another binding answered has headers that cannot be changed.
	c.res = new Response(c.res.body, c.res);
	for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
	if (c.req.url.startsWith('https:')) c.res.headers.set('strict-transport-security', 'max-age=31536000');
});
