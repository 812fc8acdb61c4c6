import { createMiddleware } from 'hono/factory';
import { Refusal } from '../../core/refusal.ts';
import { type Admin, mayWrite } from './admin.ts';

/** Behind `requireUser`, lets through whoever may take people's data away or bring it in. Refuses viewers (403), whatever they ask. */
export const requireEditor = createMiddleware<Admin>(async (c, next) => {
	if (!mayWrite(c.get('user'))) {
		throw new Refusal('viewers-look', 'You may look, but not take data with you or bring any in.', {
			status: 403,
			hint: 'Ask an owner of this workspace to make you an editor.',
		});
	}
	await next();
});
