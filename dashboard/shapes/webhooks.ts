import type { Instant } from './list.ts';

/** What is set of an endpoint that is told who enters and leaves segments. */
export interface WebhookDraft {
	readonly name: string;
	readonly enabled: boolean;
	readonly url: string;
	/** Ids; empty for all. */
	readonly segments: readonly string[];
	readonly moves: readonly ('entered' | 'left')[];
}

export interface Webhook extends WebhookDraft {
	readonly id: string;
	readonly standing: {
		readonly state: 'off' | 'working' | 'failing';
		readonly failingSince: Instant | null;
		readonly lastError: string | null;
		readonly lastAnswerAt: Instant | null;
		readonly givenUp: number;
	};
	readonly updatedAt: Instant;
}

/** With the secret by which its owner knows that we call: shown once. */
export interface SignedWebhook extends Webhook {
	readonly signingSecret: string;
}

/** What came of a test call. */
export interface TestedWebhook {
	readonly isHeard: boolean;
	readonly status: number | null;
	readonly says: string | null;
	readonly text: string;
	readonly ms: number;
	readonly body: unknown;
}
