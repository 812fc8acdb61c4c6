import { hash } from '../../core/hash/index.ts';
import { keyedHash } from '../keyed-hash.ts';

/** Who seems to be one visitor on one site on one day. */
export interface VisitorSigns {
	readonly siteId: string;
	/** Null when nobody tells it. */
	readonly address: string | null;
	readonly userAgent: string;
}

/** Characters of a hash that are kept: 120 bits. */
const kept = 20;

/**
 * The same for the same signs on the same day, and nothing to anybody once the day's salt is gone. The address goes in whole, but
 * for the half of an IPv6 address that devices change by themselves, and is kept nowhere.
 */
export async function visitorHash(salt: string, { siteId, address, userAgent }: VisitorSigns): Promise<string> {
	const signs = [siteId, networkOf(address ?? ''), userAgent.slice(0, 500)].join('\n');
	return (await keyedHash(salt, 'visitor', signs)).slice(0, kept);
}

/** Which of `shards` counts for a key: every copy of what is sent comes to the same one. */
export function shardFor(key: string, shards: number): number {
	return Math.floor((hash('traffic', key, 2) ?? 0) * shards);
}

/** The first four groups of an IPv6 address, written out; IPv4 as it is. */
function networkOf(address: string): string {
	if (!address.includes(':') || address.includes('.')) return address;
	const [head = '', tail] = address.split('::');
	const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0));
	return [...(before ?? []), ...Array.from({ length: zeros }, () => '0'), ...(after ?? [])].slice(0, 4).join(':');
}
