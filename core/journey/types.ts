import type { ConditionJson } from '../condition/types.ts';

/** `"1h"`, `"30m"`, `"2d"`, `"90s"`: what core/condition's durations take. */
export type Duration = string;

export type Step =
	| { readonly kind: 'wait'; readonly for: Duration; readonly next: string }
	| { readonly kind: 'branch'; readonly condition: ConditionJson; readonly then: string; readonly else: string }
	| { readonly kind: 'message'; readonly messageId: string; readonly next: string }
	| { readonly kind: 'exit' };

export interface Journey {
	readonly id: string;
	readonly name: string;
	/** Each saved change is a new version; an enrollment keeps the version that it entered with. */
	readonly version: number;
	readonly trigger: { readonly kind: 'event'; readonly event: string; readonly where?: ConditionJson };
	readonly entry: string;
	readonly steps: Readonly<Record<string, Step>>;
	/** Holds at every step: as soon as it is true the enrollment exits. `$did … since entry` is `within: "enrollment"`. */
	readonly exitWhen: ConditionJson | null;
	/** May a profile enter again: never, once it is out, or every time (several at once). */
	readonly reentry: 'never' | 'after-exit' | 'always';
}

/** One profile's way through one version of a journey. All moments are ms since 1970. */
export interface Enrollment {
	readonly id: string;
	readonly journeyId: string;
	readonly version: number;
	readonly profileId: string;
	readonly enteredAt: number;
	readonly stepId: string;
	/** When the step that it stands at was reached. */
	readonly arrivedAt: number;
	/** When it goes on with no new data; null when it is over. */
	readonly dueAt: number | null;
	readonly status: 'active' | 'finished' | 'exited';
	/** The event that let it in, for templates and for keyed re-entry. */
	readonly trigger: {
		readonly messageId: string;
		readonly event: string;
		readonly at: number;
		readonly properties: Readonly<Record<string, unknown>>;
	};
	/** The steps taken, oldest first. */
	readonly log: readonly { readonly stepId: string; readonly at: number; readonly says: string }[];
}

/** What an advance asks the shard to do. The id is deterministic: the same step of the same enrollment has the same id. */
export type Effect = {
	readonly kind: 'message';
	readonly id: string;
	readonly messageId: string;
	readonly enrollmentId: string;
	readonly stepId: string;
};
