import { compilePlan, type Plan } from '../../core/plan/index.ts';
import { Refusal } from '../../core/refusal.ts';

/** What is wrong with a plan: where, what, and how to mend it. */
export interface PlanProblem {
	readonly path: string;
	readonly message: string;
	readonly hint: string | undefined;
}

/** Reads a plan by the compiler that decides when it is saved; null in place of a problem. */
export function checkPlan(
	json: unknown,
): { readonly plan: Plan; readonly problem: null } | { readonly problem: PlanProblem } {
	try {
		return { plan: compilePlan(json).plan, problem: null };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { problem: { path: error.path ?? '', message: error.message, hint: error.hint } };
	}
}

/** As `checkPlan`, of text. */
export function parsePlan(text: string): ReturnType<typeof checkPlan> {
	try {
		return checkPlan(JSON.parse(text));
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { problem: { path: '', message: 'This is not JSON yet.', hint: message } };
	}
}

export function printPlan(plan: Plan): string {
	return JSON.stringify(plan, null, 2);
}
