import { database } from '../../database.ts';
import type { Env } from '../../env.ts';
import type { SendEmail } from '../email.ts';
import { mailbox } from '../schema.ts';

/** The local provider: puts e-mails into the mailbox that the dashboard shows. The same key twice is one e-mail. */
export function mailboxSender(env: Env): SendEmail {
	return async function sendToMailbox(email, key) {
		await database(env)
			.insert(mailbox)
			.values({ id: key, ...email, at: Date.now() })
			.onConflictDoNothing();
	};
}
