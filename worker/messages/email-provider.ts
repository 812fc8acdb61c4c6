import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { seal, unseal } from '../seal.ts';
import { providers } from './schema.ts';
import { EmailProviderSettings } from './schemas.ts';

/** Who sends e-mail: the local mailbox, or an SMTP server. */
export type EmailProvider =
	| { readonly kind: 'mailbox' }
	| {
			readonly kind: 'smtp';
			readonly host: string;
			readonly port: number;
			/** TLS from the first byte. */
			readonly secure: boolean;
			readonly username: string;
			readonly password: string;
			readonly from: string;
	  };

const CHANNEL = 'email';
const PURPOSE = 'provider-password';

/** The provider with its password, for sending; the mailbox until another one is set. */
export async function emailProvider(env: Env): Promise<EmailProvider> {
	const row = await database(env).select().from(providers).where(eq(providers.channel, CHANNEL)).get();
	if (!row) return { kind: 'mailbox' };
	const settings = v.parse(EmailProviderSettings, row.settings);
	if (settings.kind === 'mailbox') return settings;
	const { password: sealed, ...open } = settings;
	return { ...open, password: sealed ? await unseal(env.SECRET, PURPOSE, sealed) : '' };
}

/** Keeps the provider; its password is encrypted. */
export async function keepEmailProvider(env: Env, provider: EmailProvider): Promise<void> {
	const secret = provider.kind === 'smtp' && provider.password !== '';
	const settings = secret
		? { ...provider, password: await seal(env.SECRET, PURPOSE, provider.password) }
		: { ...provider };
	const row = { channel: CHANNEL, settings, updatedAt: Date.now() };
	await database(env).insert(providers).values(row).onConflictDoUpdate({ target: providers.channel, set: row });
}
