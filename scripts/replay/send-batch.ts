import { maxTries, retryDelayMs } from './retry-delay.ts';

export interface Target {
	/** The Worker's address, with no slash at the end. */
	readonly url: string;
	readonly key: string;
	readonly pause: (ms: number) => Promise<void>;
	readonly onRetry?: () => void;
}

/** What the server made of a batch: counts, and the code of each event that it refused. */
export interface Outcome {
	readonly accepted: number;
	readonly duplicates: number;
	readonly bots: number;
	readonly refused: readonly string[];
}

/** No batch can succeed: the key is wrong, or nobody answers. The message is for people. */
export class ReplayStopped extends Error {
	override readonly name = 'ReplayStopped';
}

/**
 * Sends one batch, again and again while the server is busy (429), broken (5xx) or away.
 * A batch that is refused as a whole is an outcome; a key that is refused stops the replay.
 */
export async function sendBatch(events: readonly unknown[], target: Target): Promise<Outcome> {
	for (let tries = 1; ; tries++) {
		const answer = await post(events, target);
		if (answer.kind === 'done') return readOutcome(answer.status, answer.body, events.length);
		if (tries === maxTries) throw new ReplayStopped(`${target.url} ${answer.why}, ${maxTries} times in a row.`);
		target.onRetry?.();
		await target.pause(retryDelayMs(tries, answer.retryAfter, Date.now(), Math.random()));
	}
}

type Answer =
	| { readonly kind: 'done'; readonly status: number; readonly body: string }
	| { readonly kind: 'again'; readonly why: string; readonly retryAfter: string | null };

async function post(events: readonly unknown[], { url, key }: Target): Promise<Answer> {
	try {
		const response = await fetch(`${url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${key}:`)}` },
			body: JSON.stringify({ batch: events, sentAt: new Date().toISOString() }),
			signal: AbortSignal.timeout(60_000),
		});
		const body = await response.text();
		if (response.status !== 429 && response.status < 500) return { kind: 'done', status: response.status, body };
		const retryAfter = response.headers.get('retry-after');
		return { kind: 'again', why: `answered ${response.status}`, retryAfter };
	} catch {
		// Refused, reset or timed out: sending again is safe, because every event carries its own id.
		return { kind: 'again', why: 'did not answer', retryAfter: null };
	}
}

function readOutcome(status: number, text: string, sent: number): Outcome {
	const body = asRecord(parseJson(text));
	const error = asRecord(body.error);
	const code = typeof error.code === 'string' ? error.code : `status-${status}`;
	if (status === 401 || status === 403 || status === 404) {
		throw new ReplayStopped(`The server refused the batch: ${asText(error.message) || code}`);
	}
	if (!Array.isArray(body.refused)) {
		const refused = status < 300 ? [] : Array<string>(sent).fill(code);
		return {
			accepted: asCount(body.accepted),
			duplicates: asCount(body.duplicates),
			bots: asCount(body.bots),
			refused,
		};
	}
	const refused = body.refused.map((refusal) => asText(asRecord(refusal).code) || 'unknown');
	return { accepted: asCount(body.accepted), duplicates: asCount(body.duplicates), bots: asCount(body.bots), refused };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

function asText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function asCount(value: unknown): number {
	return typeof value === 'number' ? value : 0;
}
