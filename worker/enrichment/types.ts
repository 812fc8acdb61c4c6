import type { ConditionJson } from '../../core/condition/types.ts';

/** What a value of an answer must be to become a trait. */
export const answerTypes = ['text', 'number', 'boolean', 'date', 'list', 'any'] as const;
export type AnswerType = (typeof answerTypes)[number];

/** Which field of an answer becomes which trait. */
export interface Mapped {
	/** Dots lead into objects: `company.name`. */
	readonly from: string;
	readonly trait: string;
	readonly type: AnswerType;
}

/** What is told of a person. */
export interface Sends {
	readonly traits: readonly string[];
	/** Kinds of identities: `userId`, `email`, one of the workspace's own. */
	readonly identities: readonly string[];
}

/** An endpoint of the owner's that knows more of people, as shards need to know it. */
export interface Enrichment {
	readonly id: string;
	readonly name: string;
	/** Who is asked about. */
	readonly condition: ConditionJson;
	readonly sends: Sends;
	readonly mapping: readonly Mapped[];
	readonly cacheSeconds: number;
	readonly timeoutMs: number;
	readonly callsPerMinute: number;
	readonly url: string;
	/** ms: everyone is looked at again when it was turned on since. */
	readonly enabledAt: number;
}

/** What is sent: the same for everyone of whom the same is known. */
export interface Input {
	readonly traits: Readonly<Record<string, unknown>>;
	/** By kind. */
	readonly identities: Readonly<Record<string, readonly string[]>>;
}
