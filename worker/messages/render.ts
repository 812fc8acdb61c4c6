import type { Liquid } from 'liquidjs';
import { htmlLiquid, plainLiquid } from '../liquid.ts';
import { type Email, ProviderError } from './email.ts';
import type { Message } from './storage.ts';

/** Who a message goes to and why: what its templates may say. */
export interface Recipient {
	readonly attributes: Readonly<Record<string, unknown>>;
	/** The event that started the journey: `event`, `properties`. */
	readonly trigger: Readonly<Record<string, unknown>>;
}

const longestSubject = 400;

/**
 * Fills in a message's templates: `{{ profile.name }}` and `{{ traits.name }}` are traits, `{{ geo.country }}` and its
 * like what conditions know, `{{ trigger.properties.total }}` the event. Values are escaped in HTML.
 * @throws ProviderError, permanent, for a broken template and for an address that nothing can be sent to
 */
export function renderEmail(message: Message, deliveryId: string, profileId: string, recipient: Recipient): Email {
	const { attributes, trigger } = recipient;
	const traits = isBag(attributes.traits) ? attributes.traits : {};
	const scope = { ...attributes, profile: { ...attributes, ...traits, id: profileId }, trigger, event: trigger };
	return {
		from: oneLine(message.from),
		to: addressOf(traits.email),
		subject: oneLine(fill(plainLiquid, message.subject, scope)).slice(0, longestSubject),
		html: fill(htmlLiquid, message.html, scope),
		text: fill(plainLiquid, message.text, scope),
		headers: { 'X-Edgewise-Delivery': oneLine(deliveryId) },
		profileId,
		messageId: message.id,
	};
}

function fill(liquid: Liquid, template: string, scope: object): string {
	try {
		return String(liquid.parseAndRenderSync(template, scope));
	} catch (error) {
		const says = error instanceof Error ? error.message : String(error);
		throw new ProviderError('permanent', `The template could not be filled in: ${says.slice(0, 300)}`, {
			cause: error,
		});
	}
}

/** A visitor's own words can become a header's value, but never another header. */
function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function addressOf(email: unknown): string {
	const address = typeof email === 'string' ? email.trim() : '';
	if (address.length <= 254 && /^[^\s@<>()[\],;:\\"\p{Cc}]+@[^\s@<>()[\],;:\\"\p{Cc}]+$/u.test(address)) return address;
	throw new ProviderError('permanent', 'The profile’s e-mail address is not one that mail can be sent to.');
}

function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
