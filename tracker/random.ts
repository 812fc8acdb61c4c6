/** Letters a to z by chance, 4.7 bits each: 26 of them are what an id of ours ends with (`core/id`). */
export function letters(count: number): string {
	let text = '';
	for (const byte of crypto.getRandomValues(new Uint8Array(count))) text += ((byte % 26) + 10).toString(36);
	return text;
}
