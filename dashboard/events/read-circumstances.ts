import type { TimelineEvent } from '../shapes/profiles.ts';

/** Under what circumstances something happened, in words; whatever a visitor sent is text of a line. */
export interface Circumstances {
	/** Label and text, those that are known. */
	readonly facts: readonly (readonly [string, string])[];
	readonly pageUrl: string | null;
	/** By purpose, as far as the event said; null when it said nothing. */
	readonly consent: readonly (readonly [string, boolean])[] | null;
	readonly violations: readonly { readonly path: string; readonly rule: string; readonly message: string }[];
}

type Bag = Readonly<Record<string, unknown>>;
const lineMax = 300;

/** Reads device, place, page, campaign, consent and violations off an event's context and properties. */
export function readCircumstances({
	context,
	properties,
}: Pick<TimelineEvent, 'context' | 'properties'>): Circumstances {
	const [device, geo, page, campaign, library] = ['device', 'geo', 'page', 'campaign', 'library'].map((key) =>
		bag(context[key]),
	);
	const facts = [
		['Page title', line(page?.title) ?? line(properties.title)],
		['Device', joined(' · ', device?.type, device?.browser, device?.os)],
		['Place', joined(', ', geo?.city, geo?.region, geo?.country)],
		['Time zone', line(context.timezone) ?? line(geo?.timezone)],
		['Language', line(context.locale)],
		['Referrer', line(page?.referrer) ?? line(properties.referrer)],
		['Campaign', joined(' · ', campaign?.source, campaign?.medium, campaign?.name, campaign?.term, campaign?.content)],
		['Sent by', joined(' ', library?.name, library?.version)],
	] as const;
	return {
		facts: facts.flatMap(([label, text]) => (text === null ? [] : [[label, text] as const])),
		pageUrl: line(properties.url) ?? line(page?.url) ?? line(properties.path) ?? line(page?.path),
		consent: readConsent(bag(context.consent)),
		violations: readViolations(context.violations),
	};
}

function readConsent(consent: Bag): Circumstances['consent'] {
	const nested = bag(consent.categoryPreferences);
	const said = Object.keys(nested).length > 0 ? nested : consent;
	const choices = Object.entries(said).flatMap(([purpose, choice]) =>
		typeof choice === 'boolean' ? [[purpose.slice(0, 40), choice] as const] : [],
	);
	return choices.length > 0 ? choices.slice(0, 12) : null;
}

function readViolations(value: unknown): Circumstances['violations'] {
	const list: readonly unknown[] = Array.isArray(value) ? value : [];
	return list.slice(0, 10).flatMap((one) => {
		const { path, rule, message } = bag(one);
		return [{ path: line(path) ?? '', rule: line(rule) ?? '', message: line(message) ?? '' }];
	});
}

function bag(value: unknown): Bag {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function line(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value.slice(0, lineMax) : null;
}

function joined(between: string, ...parts: readonly unknown[]): string | null {
	return line(parts.flatMap((part) => line(part) ?? []).join(between));
}
