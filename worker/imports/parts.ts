import type { Env } from '../env.ts';

/** A file is sent in parts of this size; only its last one is smaller. */
export const partBytes = 4 * 1024 * 1024;
/** The largest file. */
export const fileMaxBytes = 2 * 1024 * 1024 * 1024;

/** How many parts a file of so many bytes has. */
export function partsOf(bytes: number): number {
	return Math.ceil(bytes / partBytes);
}

/** How many bytes one of a file's parts has. */
export function sizeOfPart(fileBytes: number, number: number): number {
	return Math.min(partBytes, fileBytes - (number - 1) * partBytes);
}

/** Where a part is kept until its import is over. */
export function partKey(importId: string, number: number): string {
	return `imports/${importId}/${String(number).padStart(4, '0')}`;
}

/** Bytes of a file from an offset on, over the borders of its parts; fewer at the file's end. */
export async function readPiece(
	env: Env,
	file: { readonly id: string; readonly bytes: number },
	offset: number,
	length: number,
): Promise<Uint8Array> {
	const end = Math.min(file.bytes, offset + length);
	const whole = new Uint8Array(Math.max(0, end - offset));
	let at = offset;
	while (at < end) {
		const number = Math.floor(at / partBytes) + 1;
		const until = Math.min(end, number * partBytes);
		const range = { offset: at - (number - 1) * partBytes, length: until - at };
		const part = await env.ARCHIVE.get(partKey(file.id, number), { range });
		if (!part) throw new Error(`part ${number} of the import ${file.id} is gone`);
		whole.set(new Uint8Array(await part.arrayBuffer()), at - offset);
		at = until;
	}
	return whole;
}

/** Deletes whatever is kept of a file. */
export async function deleteParts(env: Env, importId: string): Promise<void> {
	for (;;) {
		const { objects } = await env.ARCHIVE.list({ prefix: `imports/${importId}/` });
		if (objects.length === 0) return;
		await env.ARCHIVE.delete(objects.map(({ key }) => key));
	}
}
