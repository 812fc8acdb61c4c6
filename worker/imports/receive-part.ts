import { digest } from '../../core/hash/digest.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { partKey, partsOf, sizeOfPart } from './parts.ts';
import { asOfBefore, changeImport, type ImportRow, isWhole, readParts, savePart } from './storage.ts';

/**
 * Keeps one part of a file. The same part may come again. Refuses what is not just the part that is missing: of another
 * number or size. With the last part the file is whole, and the import ready.
 */
export async function receivePart(env: Env, row: ImportRow, number: number, body: ArrayBuffer): Promise<void> {
	if (!Number.isInteger(number) || number < 1 || number > partsOf(row.bytes)) {
		throw new Refusal('part-unknown', `The file has parts 1 to ${partsOf(row.bytes)}.`, {
			status: 404,
			path: 'number',
		});
	}
	const bytes = sizeOfPart(row.bytes, number);
	if (body.byteLength !== bytes) {
		throw new Refusal('part-size', `Part ${number} has ${body.byteLength} bytes, and should have ${bytes}.`, {
			status: 422,
			hint: 'Send the same file that the import was made for, cut into its "partBytes".',
		});
	}
	await env.ARCHIVE.put(partKey(row.id, number), body);
	await savePart(env, { importId: row.id, number, bytes, sha256: await sha256(body) });
	if (await isWhole(env, row)) await whenWhole(env, row);
}

/** The same file as before means what it meant then: as of the same moment. */
async function whenWhole(env: Env, row: ImportRow): Promise<void> {
	const fingerprint = digest((await readParts(env, row.id)).map((part) => part.sha256).join());
	const asOf = row.asOf ?? (await asOfBefore(env, row, fingerprint)) ?? row.createdAt;
	await changeImport(env, row.id, ['uploading'], { state: 'ready', fingerprint, asOf });
}

async function sha256(body: ArrayBuffer): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
