import { isBag } from '../../core/event/index.ts';
import type { ToldVisitor } from '../visitors/keep-cookie.ts';
import { saidConsent } from '../visitors/said-consent.ts';

/** What our own tag sends beside a batch; Segment's SDKs send nothing of it. */
export interface TagFields extends ToldVisitor {
	/** The page to decide for, unread; undefined when nothing is asked. */
	readonly decide: unknown;
}

/** Longer than any id that we mint. */
const idMaxLength = 60;

/** Reads what the tag says beside a batch. What is no id says nothing of the visitor. */
export function readTagFields(body: unknown): TagFields {
	const { id, decide: asked, batch } = isBag(body) ? body : {};
	const decide = typeof asked === 'string' ? questionAbout(asked, batch) : asked;
	const isId = id === null || (typeof id === 'string' && id.length <= idMaxLength);
	return { id: isId ? id : undefined, decide, consent: saidConsent(isBag(decide) ? decide.consent : null) };
}

/** The tag names the page alone: where from, and with what consent, the newest event of the batch says. */
function questionAbout(url: string, batch: unknown): object {
	const newest: unknown = Array.isArray(batch) ? batch.at(-1) : null;
	const context = isBag(newest) && isBag(newest.context) ? newest.context : {};
	const { referrer } = isBag(context.page) ? context.page : {};
	return { url, ...(typeof referrer === 'string' && { referrer }), consent: saidConsent(context.consent) };
}
