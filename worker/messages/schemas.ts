import * as v from 'valibot';
import { ChosenId, Name } from '../chosen-id.ts';
import { Address } from './address.ts';

const Template = v.pipe(v.string(), v.maxLength(500_000), v.description('Liquid.'));

const settings = {
	name: Name,
	channel: v.optional(v.literal('email'), 'email'),
	purpose: v.picklist(['marketing', 'transactional']),
	from: Address,
	subject: v.pipe(Template, v.maxLength(1000), v.regex(/^[^\r\n]*$/, 'A subject is one line.')),
	html: Template,
	text: v.optional(Template, ''),
};

export const NewMessage = v.object({ id: ChosenId, ...settings });
export const MessageSettings = v.object(settings);

const Instant = v.pipe(v.string(), v.isoTimestamp());

export const MessageBody = v.object({ id: v.string(), ...settings, updatedAt: Instant });

/** What the local provider "sent". */
export const Mail = v.object({
	id: v.string(),
	to: v.string(),
	from: v.string(),
	subject: v.string(),
	html: v.string(),
	text: v.string(),
	headers: v.record(v.string(), v.string()),
	at: Instant,
	profileId: v.string(),
	messageId: v.string(),
});

const smtp = {
	kind: v.literal('smtp'),
	host: v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9.:[\]-]{1,253}$/i, 'A host is like "smtp.example.com".')),
	port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
	secure: v.pipe(v.boolean(), v.description('TLS from the first byte; false begins in the clear.')),
	username: v.optional(v.pipe(v.string(), v.maxLength(320)), ''),
	from: Address,
};

/** Who sends e-mail. A password that is left out stays as it was, as long as host and username do. */
export const EmailProviderSettings = v.variant('kind', [
	v.object({ kind: v.literal('mailbox') }),
	v.object({ ...smtp, password: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))) }),
]);

export const EmailProviderBody = v.variant('kind', [
	v.object({ kind: v.literal('mailbox') }),
	v.object({ ...smtp, hasPassword: v.boolean() }),
]);
