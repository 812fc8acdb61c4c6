import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { answers, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { type EmailProvider, emailProvider, keepEmailProvider } from './email-provider.ts';
import { EmailProviderBody, EmailProviderSettings } from './schemas.ts';

const tags = ['Providers'];

/** Who sends. */
export const providerRoutes = new Hono<Admin>()
	.get(
		'/providers/email',
		describeRoute({
			tags,
			summary: 'Who sends e-mail',
			responses: { ...answers(200, EmailProviderBody), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json(shown(await emailProvider(c.env))),
	)

	.put(
		'/providers/email',
		describeRoute({
			tags,
			summary: 'Choose who sends e-mail',
			responses: { ...answers(200, EmailProviderBody), ...refuses(400, 401, 403) },
		}),
		requireUser,
		jsonBody(EmailProviderSettings),
		async (c) => {
			const settings = c.req.valid('json');
			const provider =
				settings.kind === 'mailbox'
					? settings
					: { ...settings, password: settings.password ?? (await passwordFor(c.env, settings)) };
			await keepEmailProvider(c.env, provider);
			await record(c, 'provider.update', 'email');
			return c.json(shown(provider));
		},
	);

/** The password that is kept, but only for the server and name that it was given for: another server must not learn it. */
async function passwordFor(env: Env, wanted: { host: string; username: string }): Promise<string> {
	const kept = await emailProvider(env);
	if (kept.kind !== 'smtp' || kept.host !== wanted.host || kept.username !== wanted.username) return '';
	return kept.password;
}

function shown(provider: EmailProvider) {
	if (provider.kind === 'mailbox') return provider;
	const { password, ...open } = provider;
	return { ...open, hasPassword: password !== '' };
}
