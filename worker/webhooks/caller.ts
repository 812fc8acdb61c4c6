import { type Answer, type Endpoint, postSigned } from '../enrichment/post-signed.ts';
import type { Env } from '../env.ts';
import type { Turn } from '../profiles/settle.ts';
import type { WebhookCall } from '../profiles/tables/webhook-calls.ts';
import type { Tables } from '../profiles/tables.ts';
import { endpointOf } from './endpoint.ts';
import { noteAnswers } from './standing.ts';

/** Calls that are read together, and those of them that are under way at a time. */
const turnSize = 20;
const atOnce = 4;
/** For how long a call is tried. */
export const givenUpMs = 86_400_000;
const longestPauseMs = 3_600_000;

interface Surroundings {
	readonly env: Env;
	readonly tables: Tables;
	readonly ringAt: (ms: number) => void;
}

/**
 * Calls the owner's webhooks beside all else that a shard does: nothing waits for an endpoint. A call was noted with the move that it
 * tells, and stays so until it was answered; a process that dies calls again, with the same id. While an endpoint fails it rests,
 * longer each time, and what failed for a day is given up.
 */
export class WebhookCaller {
	readonly #by: Surroundings;
	/** Webhooks that are being called: what dies with them in memory is due in storage. */
	readonly #calling = new Set<string>();
	/** Until when webhooks that failed rest, ms, and how often in a row they have. */
	readonly #resting = new Map<string, { readonly untilMs: number; readonly failures: number }>();

	constructor(by: Surroundings) {
		this.#by = by;
	}

	/** The alarm's share: begins to call. Webhooks do not wait for one another. */
	attend({ definitions }: Turn): void {
		const { tables, ringAt } = this.#by;
		tables.webhookCalls.dropOthers(definitions.webhooks.map(({ id }) => id));
		for (const [id, at] of this.#due()) {
			if (at > Date.now()) continue;
			this.#calling.add(id);
			this.#callAll(id)
				.catch((error: unknown) => {
					console.error('a webhook is called later', id, error);
					this.#rest(id);
				})
				.finally(() => {
					this.#calling.delete(id);
					ringAt(Math.max(this.nextAt(), Date.now()));
				});
		}
	}

	/** When a call is to be made that is not under way, ms; Infinity when there is none. */
	nextAt(): number {
		return Math.min(Number.POSITIVE_INFINITY, ...this.#due().values());
	}

	#due(): Map<string, number> {
		const due = new Map<string, number>();
		for (const [id, at] of this.#by.tables.webhookCalls.earliest())
			if (!this.#calling.has(id)) due.set(id, Math.max(at, this.#resting.get(id)?.untilMs ?? at));
		return due;
	}

	async #callAll(id: string): Promise<void> {
		const { env, tables } = this.#by;
		const endpoint = await endpointOf(env, id);
		// It is deleted or off; once that is known here, the calls go.
		if (!endpoint) return this.#rest(id);
		for (;;) {
			const calls = tables.webhookCalls.due(id, Date.now(), turnSize);
			if (calls.length === 0) return;
			if (!(await this.#callSome(id, endpoint, calls))) return;
		}
	}

	/** Returns whether to go on at once: not after any has failed. */
	async #callSome(id: string, endpoint: Endpoint, calls: readonly WebhookCall[]): Promise<boolean> {
		const waiting = calls.values();
		const outcomes = { answered: 0, givenUp: 0, says: null as string | null };
		const one = async () => {
			for (const call of waiting) {
				const says = complaintOf(await postSigned(endpoint, call.body, call.id));
				if (says === null) outcomes.answered++;
				else {
					outcomes.says = says;
					if (isGivenUp(call)) outcomes.givenUp++;
				}
				this.#settle(call, says);
				// The others wait until it is known to be back.
				if (says !== null) return;
			}
		};
		await Promise.all(Array.from({ length: atOnce }, one));
		await noteAnswers(this.#by.env, id, outcomes, Date.now());
		if (outcomes.says === null) {
			this.#resting.delete(id);
			return true;
		}
		this.#rest(id);
		return false;
	}

	/** Of what was erased meanwhile nothing is noted again. */
	#settle(call: WebhookCall, says: string | null): void {
		const { webhookCalls } = this.#by.tables;
		const tries = call.tries + 1;
		if (says === null || isGivenUp(call)) webhookCalls.remove(call.id);
		else webhookCalls.postpone(call.id, tries, Date.now() + pauseMs(tries));
	}

	#rest(id: string): void {
		const failures = (this.#resting.get(id)?.failures ?? 0) + 1;
		this.#resting.set(id, { failures, untilMs: Date.now() + Math.min(60_000, pauseMs(failures)) });
	}
}

function isGivenUp({ at }: WebhookCall): boolean {
	return at + givenUpMs < Date.now();
}

/** ms after so many failures. */
function pauseMs(failures: number): number {
	return Math.min(longestPauseMs, 1000 * 2 ** failures);
}

/** What was wrong with an answer, in words; null for one that says that the call was heard. */
export function complaintOf({ status, failure }: Answer): string | null {
	if (failure !== null || status === null) return failure ?? 'It cannot be reached.';
	if (status >= 200 && status < 300) return null;
	return status >= 300 && status < 400
		? `It answers with ${status}: redirects are not followed.`
		: `It answers with ${status}.`;
}
