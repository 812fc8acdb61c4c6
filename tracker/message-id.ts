/**
 * Names an event once and for all, so that sending it again counts once: a version 7 UUID (RFC 9562), whose text sorts by
 * time and, within a page, by `sequence`. `random` is at least 8 bytes.
 */
export function mintMessageId(nowMs: number, sequence: number, random: Uint8Array): string {
	const time = hex(Math.max(0, Math.floor(nowMs)), 12);
	const tail = Array.from(random.subarray(0, 8), (byte, i) => hex(i ? byte : (byte & 0x3f) | 0x80, 2)).join('');
	return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(sequence & 0xfff, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** When a message id was minted, in ms since 1970; NaN when it is none of ours. */
export function mintedAt(messageId: string): number {
	return Number(`0x${messageId.slice(0, 8)}${messageId.slice(9, 13)}`);
}

function hex(value: number, digits: number): string {
	return value.toString(16).padStart(digits, '0');
}
