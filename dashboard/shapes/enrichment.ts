import type { ConditionJson } from '../../core/condition/types.ts';
import type { Instant } from './list.ts';

export type AnswerType = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'any';

/** What is set of an endpoint that knows more of people. */
export interface EnrichmentDraft {
	readonly name: string;
	readonly enabled: boolean;
	readonly url: string;
	/** A value of null is the one that is stored, which nobody sees. */
	readonly headers: readonly { readonly name: string; readonly value: string | null }[];
	readonly condition: ConditionJson;
	readonly sends: { readonly traits: readonly string[]; readonly identities: readonly string[] };
	readonly mapping: readonly { readonly from: string; readonly trait: string; readonly type: AnswerType }[];
	readonly cacheSeconds: number;
	readonly timeoutMs: number;
	readonly callsPerMinute: number;
}

/** How an endpoint does. */
export interface EnrichmentStanding {
	readonly state: 'off' | 'working' | 'failing';
	readonly failingSince: Instant | null;
	readonly nextTryAt: Instant | null;
	readonly lastError: string | null;
	readonly lastAnswerAt: Instant | null;
	readonly problem: string | null;
	/** How many, by what became of asking. */
	readonly people: Readonly<
		Partial<Record<'asked' | 'answered' | 'nothing' | 'refused' | 'full' | 'given-up', number>>
	>;
}

export interface Enrichment extends Omit<EnrichmentDraft, 'headers'> {
	readonly id: string;
	readonly headers: readonly { readonly name: string }[];
	readonly standing: EnrichmentStanding;
	readonly updatedAt: Instant;
}

/** With the secret by which its owner knows that we call: shown once. */
export interface SignedEnrichment extends Enrichment {
	readonly signingSecret: string;
}

/** What an endpoint was asked about one person, what it answered, and what that would change. */
export interface TriedEnrichment {
	readonly profileId: string;
	readonly isMeant: boolean;
	readonly request: {
		readonly url: string;
		readonly headers: readonly { readonly name: string; readonly value: string }[];
		readonly body: unknown;
	};
	readonly answer: {
		readonly kind: 'answer' | 'nothing' | 'refused' | 'failure';
		readonly status: number | null;
		readonly says: string | null;
		readonly text: string;
		readonly ms: number;
	};
	readonly changes: readonly { readonly trait: string; readonly before: unknown; readonly after: unknown }[];
	readonly problems: readonly string[];
}
