import type { Condition, Evaluation } from '../condition/index.ts';
import type { Variant } from '../release/types.ts';
import type { CompiledRelease } from './compile.ts';
import type { PageAddress } from './page.ts';
import type { DecideVisitor, DecisionReason, DecisionStep } from './types.ts';

/** What is known of a decision before it is named after its experience. */
export interface Outcome {
	readonly reason: DecisionReason;
	readonly says: string;
	/** Held out: nothing changes, and it counts. */
	readonly isHeldOut?: boolean;
	readonly variant?: Variant;
	/** The moment (ms) up to which it stands; Infinity where it is not said. */
	readonly until?: number;
}

/** Which variant an experience has for a visitor, whatever the page. */
export interface Assigned extends Outcome {
	/** The checks that it took, where the question is to explain. */
	readonly steps: readonly DecisionStep[];
}

/** One question: all that is the same for each experience, and what has been found out so far. */
export interface Turn {
	readonly compiled: CompiledRelease;
	readonly visitor: DecideVisitor;
	/** Undefined for an address that is none, null for no page. */
	readonly page: PageAddress | null | undefined;
	readonly now: number;
	readonly explain: boolean;
	/** By place in the release. An experience that others need is asked once. */
	readonly assigned: (Assigned | undefined)[];
}

export const forever = Number.POSITIVE_INFINITY;
const everyone: Evaluation = { matches: true, until: forever };

export function evaluate(condition: Condition | null, { visitor, now }: Turn): Evaluation {
	return condition === null ? everyone : condition.evaluate(visitor.subject, now);
}

/** Notes a check, where somebody wants to know. What it says is only worked out then. */
export function note(
	turn: Turn,
	steps: DecisionStep[],
	check: DecisionReason,
	says: () => string,
	condition: Condition | null = null,
	holds = true,
): void {
	if (!turn.explain) return;
	const explanation = condition?.explain(turn.visitor.subject, turn.now);
	steps.push({ check, holds, says: says(), ...(explanation && { explanation }) });
}
