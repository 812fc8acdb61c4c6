import { api } from '../api.ts';
import { ApiError } from '../request.ts';
import type { Import } from '../shapes/imports.ts';

/** How often a part is sent again, and after how long, when the server was not reached. */
const againAfterMs = [500, 2_000, 8_000];

/** The parts of a file that have not arrived, by their numbers. */
export function missingParts({ bytes, partBytes, parts }: Pick<Import, 'bytes' | 'partBytes' | 'parts'>): number[] {
	const there = new Set(parts);
	const all = Array.from({ length: Math.ceil(bytes / partBytes) }, (_, at) => at + 1);
	return all.filter((number) => !there.has(number));
}

/**
 * Sends what is missing of a file, part by part, and answers the import as it is then. Whoever closes the page goes on
 * later with the same file. Rejects when the server refuses, or is not reached for too long.
 */
export async function upload(
	row: Import,
	file: File,
	onPart: (row: Import) => void,
	signal: AbortSignal,
): Promise<Import> {
	let latest = row;
	for (const number of missingParts(row)) {
		const from = (number - 1) * row.partBytes;
		latest = await sendPart(row.id, number, file.slice(from, from + row.partBytes), signal);
		onPart(latest);
	}
	return latest;
}

async function sendPart(id: string, number: number, part: Blob, signal: AbortSignal): Promise<Import> {
	for (const delayMs of againAfterMs) {
		try {
			return await api.sendPart(id, number, part, signal);
		} catch (error) {
			const mayPass = error instanceof ApiError && (error.status === 0 || error.status >= 500);
			if (!mayPass || signal.aborted) throw error;
			await new Promise((resolve) => setTimeout(resolve, delayMs));
		}
	}
	return api.sendPart(id, number, part, signal);
}
