import { maxTries, retryDelayMs } from '../retry-delay.ts';
import { ReplayStopped } from '../send-batch.ts';
import type { ArchiveLine } from './read-files.ts';

export interface RestoreTarget {
	/** The Worker's address, with no slash at the end. */
	readonly url: string;
	/** Of an owner or an editor. */
	readonly token: string;
	readonly pause: (ms: number) => Promise<void>;
}

/** What the server made of lines. */
export interface Restored {
	readonly restored: number;
	readonly duplicates: number;
	readonly refused: number;
	/** The first of them; `line` counts from 1 within what was sent. */
	readonly refusals: readonly { readonly line: number; readonly code: string; readonly message: string }[];
}

/** Restores lines, again and again while the server is busy, broken or away: what it has already changes nothing. */
export async function sendLines(lines: readonly ArchiveLine[], target: RestoreTarget): Promise<Restored> {
	const body = `${lines.map(({ text }) => text).join('\n')}\n`;
	for (let tries = 1; ; tries++) {
		const answer = await post(body, target);
		if ('restored' in answer) return answer;
		if (tries === maxTries) throw new ReplayStopped(`${target.url} ${answer.why}, ${maxTries} times in a row.`);
		await target.pause(retryDelayMs(tries, answer.retryAfter, Date.now(), Math.random()));
	}
}

async function post(
	body: string,
	{ url, token }: RestoreTarget,
): Promise<Restored | { readonly why: string; readonly retryAfter: string | null }> {
	const response = await fetch(`${url}/api/archive/restore`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token}` },
		body,
		signal: AbortSignal.timeout(120_000),
	}).catch(() => null);
	if (response === null) return { why: 'did not answer', retryAfter: null };
	if (response.status === 429 || response.status >= 500) {
		return { why: `answered ${response.status}`, retryAfter: response.headers.get('retry-after') };
	}
	if (response.ok) return response.json();
	throw new ReplayStopped(`The server answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
}
