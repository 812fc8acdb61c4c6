import * as v from 'valibot';
import { zoneOf } from '../../core/condition/time/zone.ts';
import { ChosenId, Name } from '../chosen-id.ts';
import { normalizeHost, normalizeOrigin } from './hosts.ts';

const Hostname = v.pipe(
	v.string(),
	v.maxLength(260),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		const host = normalizeHost(dataset.value);
		if (host !== null) return host;
		addIssue({ message: 'A hostname is like "shop.example" or "shop.localhost:8787": no scheme, no path.' });
		return NEVER;
	}),
);

const Origin = v.pipe(
	v.string(),
	v.maxLength(300),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		const origin = normalizeOrigin(dataset.value);
		if (origin !== null) return origin;
		addIssue({ message: 'An origin is like "https://shop.example": http or https, no path.' });
		return NEVER;
	}),
);

const distinct = <T>(items: T[]): T[] => [...new Set(items)];

const settings = {
	name: Name,
	hostnames: v.pipe(v.array(Hostname), v.maxLength(100), v.transform(distinct)),
	allowedOrigins: v.pipe(v.array(Origin), v.maxLength(100), v.transform(distinct)),
	origin: v.nullable(Origin),
	consentMode: v.picklist(['required', 'implied']),
	publicWord: v.pipe(
		v.picklist(['claims', 'counts']),
		v.description(
			'What the public key may say of people: "claims" stay with the device that made them; "counts" finds and describes people as the secret key does, for sites whose userIds nobody can guess.',
		),
	),
	beforeConsent: v.pipe(
		v.picklist(['nothing', 'cookieless']),
		v.description(
			'Where consent is required: whether visits without it are counted, with no cookie and no identifier, or not at all.',
		),
	),
	timeZone: v.pipe(
		v.string(),
		v.check((id) => zoneOf(id) !== null, 'A time zone is a name such as "Europe/Berlin" or "UTC".'),
	),
};

/** A new site. */
export const NewSite = v.object({
	id: ChosenId,
	...settings,
	hostnames: v.optional(settings.hostnames, []),
	allowedOrigins: v.optional(settings.allowedOrigins, []),
	origin: v.optional(settings.origin, null),
	consentMode: v.optional(settings.consentMode, 'implied'),
	publicWord: v.optional(settings.publicWord, 'claims'),
	beforeConsent: v.optional(settings.beforeConsent, 'nothing'),
	timeZone: v.optional(settings.timeZone, 'UTC'),
});

/** What is to change of a site; the rest stays. */
export const SiteChanges = v.object({
	name: v.exactOptional(settings.name),
	hostnames: v.exactOptional(settings.hostnames),
	allowedOrigins: v.exactOptional(settings.allowedOrigins),
	origin: v.exactOptional(settings.origin),
	consentMode: v.exactOptional(settings.consentMode),
	publicWord: v.exactOptional(settings.publicWord),
	beforeConsent: v.exactOptional(settings.beforeConsent),
	timeZone: v.exactOptional(settings.timeZone),
});

export const SiteBody = v.object({
	id: v.string(),
	name: v.string(),
	hostnames: v.array(v.string()),
	allowedOrigins: v.array(v.string()),
	writeKey: v.string(),
	secretKey: v.nullable(v.pipe(v.string(), v.description('Null for viewers.'))),
	origin: v.nullable(v.string()),
	consentMode: settings.consentMode,
	publicWord: settings.publicWord,
	beforeConsent: settings.beforeConsent,
	timeZone: v.pipe(v.string(), v.description('Of people whose own is unknown, and of conditions that ask for it.')),
	release: v.nullable(v.pipe(v.number(), v.description('The release that is live.'))),
});
