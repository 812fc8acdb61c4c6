import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { CursorText, readCursor } from '../cursor.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { query } from '../read-json.ts';
import { clearMailbox, type MailRow, mailById, readMailbox } from './mailbox.ts';
import { Mail } from './schemas.ts';

const tags = ['Mailbox'];

/** What the local e-mail provider "sent". */
export const mailboxRoutes = new Hono<Admin>()
	.get(
		'/mailbox',
		describeRoute({
			tags,
			summary: 'Mails of the local provider, newest first',
			responses: { ...answers(200, listOf(Mail)), ...refuses(401) },
		}),
		requireUser,
		query(v.object({ cursor: v.optional(CursorText) })),
		async (c) => {
			const { mails, cursor } = await readMailbox(c.env, readCursor(c.req.valid('query').cursor));
			return c.json({ items: mails.map(shown), cursor });
		},
	)

	.get(
		'/mailbox/:id',
		describeRoute({ tags, summary: 'One mail', responses: { ...answers(200, Mail), ...refuses(401, 404) } }),
		requireUser,
		async (c) => {
			const mail = await mailById(c.env, c.req.param('id'));
			if (!mail) throw new Refusal('mail-unknown', 'There is no such mail.', { status: 404 });
			return c.json(shown(mail));
		},
	)

	.delete(
		'/mailbox',
		describeRoute({ tags, summary: 'Throw all mails away', responses: { ...done, ...refuses(401, 403) } }),
		requireUser,
		async (c) => {
			await clearMailbox(c.env);
			await record(c, 'mailbox.clear', 'mailbox');
			return c.body(null, 204);
		},
	);

function shown(mail: MailRow) {
	return { ...mail, at: new Date(mail.at).toISOString() };
}
