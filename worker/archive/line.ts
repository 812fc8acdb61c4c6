import { type StoredEvent, unpackEvent } from '../profiles/stored-event.ts';

/** Where an event stands: a row of a shard's log, and the person whose it is; empty for what is said of an account by itself. */
export interface Place {
	readonly log: string;
	readonly seq: number;
	readonly profileId: string;
}

/**
 * One event as a line of JSON, with its line feed: Segment's names, and what a replay needs beside them. Characters that
 * some readers take for the end of a line, and JSON does not, are escaped.
 */
export function lineOf({ log, seq, profileId }: Place, stored: StoredEvent): string {
	const { event, siteId, source, elsewhere, byClaim } = unpackEvent(stored);
	const { messageId, type, event: name, anonymousId, userId, groupId, previousId, properties, traits, context } = event;
	const line = {
		log,
		seq,
		profileId: profileId === '' ? null : profileId,
		siteId: siteId === '' ? null : siteId,
		source,
		...{ messageId, type, event: name, anonymousId, userId, groupId, previousId },
		timestamp: new Date(event.timestamp).toISOString(),
		receivedAt: new Date(event.receivedAt).toISOString(),
		...{ properties, traits, context },
		...(elsewhere.length > 0 && { elsewhere }),
		...(byClaim && { claim: true }),
	};
	return `${JSON.stringify(line).replace(/[\u0085\u2028\u2029]/g, escaped)}\n`;
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
