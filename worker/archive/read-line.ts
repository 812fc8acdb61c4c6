import { isBag, parseEvent, readInstant } from '../../core/event/index.ts';
import { parseId, type Region } from '../../core/id/id.ts';
import { Refusal } from '../../core/refusal.ts';
import { regionIn } from '../profiles/address.ts';
import { packEvent, type StoredEvent, type Teller } from '../profiles/stored-event.ts';

/** An archived event that is to be restored, and the person whose it is; empty for what was said of an account by itself. */
export interface Restorable {
	/** Where the line's log was written; null where it does not say. */
	readonly region: Region | null;
	readonly profileId: string;
	readonly stored: StoredEvent;
}

/** No moment of receipt lies before this. */
const earliestMs = Date.UTC(2000, 0, 1);
const tellers: readonly Teller[] = ['browser', 'server', 'import', 'teammate', 'enrichment', 'edgewise'];

/**
 * Reads one line of an archive, as strictly as any other event. Refuses, with the field's name, what is no event, and what
 * does not say whose it is, who said it, when it was received, or which one it is.
 */
export function readLine(line: string, now: number): Restorable {
	const json = parseJson(line);
	const source = readTeller(json.source);
	const isOfAccount =
		json.profileId === null && json.type === 'group' && (source === 'teammate' || source === 'import');
	const profileId = isOfAccount ? '' : readProfileId(json.profileId);
	const receivedAt = readReceivedAt(json.receivedAt, now);
	if (typeof json.messageId !== 'string' || json.messageId.trim() === '') {
		throw refuse('messageId', 'The line names no messageId.', 'Without it, the same line twice would count twice.');
	}
	// Edgewise's own events carry no identity, nor does what is said of an account: somebody stands in while the rest is checked.
	const own = source === 'edgewise';
	const { sentAt: _, originalTimestamp: __, ...rest } = json;
	const isNobodys = own || isOfAccount;
	const input = { ...rest, ...(isNobodys && { anonymousId: profileId || 'account', userId: null }) };
	// It was small enough when it was accepted, and has only been filled in since: lines have a limit of their own.
	const isHistory = source === 'import';
	const event = parseEvent(input, { receivedAt, sentAt: null, mintMessageId: () => '', bytes: 0, isHistory });
	const siteId = own ? '' : readSiteId(json.siteId);
	const elsewhere = isNobodys ? [] : readElsewhere(json.elsewhere);
	const byClaim = source === 'browser' && json.claim === true;
	return {
		region: regionIn(String(json.log).replace(/-.*$/, '')),
		profileId,
		stored: packEvent({
			event: isNobodys ? { ...event, anonymousId: null } : event,
			siteId,
			source,
			elsewhere,
			byClaim,
		}),
	};
}

function parseJson(line: string): Readonly<Record<string, unknown>> {
	try {
		const json: unknown = JSON.parse(line);
		if (isBag(json)) return json;
	} catch {
		throw new Refusal('line-not-json', 'The line is not JSON.', {
			hint: 'An archive has one JSON object on each line.',
		});
	}
	throw new Refusal('line-shape', 'The line is not a JSON object.');
}

function readProfileId(value: unknown): string {
	if (typeof value === 'string' && parseId(value)) return value;
	throw refuse('profileId', 'The line names no profile.', 'Only what Edgewise archived can be restored.');
}

function readTeller(value: unknown): Teller {
	const teller = tellers.find((known) => known === value);
	if (teller) return teller;
	throw refuse('source', 'The line does not say who sent it.', `One of ${tellers.join(', ')}.`);
}

function readReceivedAt(value: unknown, now: number): number {
	const at = readInstant(value);
	if (at !== null && at >= earliestMs && at <= now + 86_400_000) return at;
	throw refuse('receivedAt', 'The line does not say when it was received.', 'An ISO 8601 instant that has passed.');
}

function readSiteId(value: unknown): string {
	if (typeof value === 'string' && /^[a-z0-9_-]{1,60}$/.test(value)) return value;
	throw refuse('siteId', 'The line names no site.', 'A site’s id, as its settings show it.');
}

function readElsewhere(value: unknown): ('userId' | 'anonymousId')[] {
	const said: readonly unknown[] = Array.isArray(value) ? value : [];
	return (['userId', 'anonymousId'] as const).filter((kind) => said.includes(kind));
}

function refuse(path: string, message: string, hint: string): Refusal {
	return new Refusal('line-shape', message, { path, hint });
}
