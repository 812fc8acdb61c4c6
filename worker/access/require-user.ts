import { createMiddleware } from 'hono/factory';
import { Refusal } from '../../core/refusal.ts';
import { type Admin, type AdminContext, mayWrite, type User } from './admin.ts';
import { authFor, ownOrigin } from './auth-for.ts';
import { refuseForeignPage } from './same-origin.ts';

/** These only ask, though they are sent by POST because of their bodies. */
const QUESTIONS = /\/(preview|explain)$/;

/**
 * Lets through who is signed in, by session cookie or `Authorization: Bearer <token>`, and puts them into `user`.
 * Refuses with 401 whoever is not, with 403 changes by viewers, and by cookie from another site's page.
 */
export const requireUser = createMiddleware<Admin>(async (c, next) => {
	// A path may be guarded by more than one domain's routes; once is enough.
	if (!c.get('user')) c.set('user', await admit(c));
	await next();
});

async function admit(c: AdminContext): Promise<User> {
	const user = await signedIn(c);
	if (!user) {
		throw new Refusal('sign-in-required', 'Sign in first.', {
			status: 401,
			hint: 'Send the session cookie, or "Authorization: Bearer <token>".',
		});
	}
	if (c.req.method === 'GET' || c.req.method === 'HEAD') return user;
	// No other site's page can send this header without a preflight, which is never granted.
	if (!c.req.header('authorization')) refuseForeignPage(c.req.raw.headers, ownOrigin(c.env, c.req.url));
	if (!mayWrite(user) && !QUESTIONS.test(c.req.path)) {
		throw new Refusal('viewers-look', 'You may look, but not change anything.', {
			status: 403,
			hint: 'Ask an owner of this workspace to make you an editor.',
		});
	}
	return user;
}

async function signedIn(c: AdminContext): Promise<User | null> {
	// Most who are not signed in have nothing to show: no need to wake better-auth for them.
	if (!c.req.header('cookie') && !c.req.header('authorization')) return null;
	const auth = await authFor(c.env, ownOrigin(c.env, c.req.url));
	const found = await auth.api.getSession({ headers: c.req.raw.headers });
	if (!found) return null;
	const { id, name, email, role } = found.user;
	return { id, name, email, role: role === 'owner' || role === 'editor' ? role : 'viewer' };
}
