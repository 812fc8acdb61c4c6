import type { Bag, Event } from '../../core/event/index.ts';
import type { CompiledPlan, Violation } from '../../core/plan/index.ts';
import type { Accepted, RefusedEvent } from './accept.ts';

/** Events that break their site's plan, kept or refused. */
export interface Violating {
	readonly event: Event;
	readonly violations: readonly Violation[];
}

export type Planned<A extends Accepted> = A & { readonly violating: readonly Violating[] };

/**
 * Holds accepted events against the site's plan. One that breaks it is kept with its violations in `context.violations`, where
 * nobody else writes, or refused when the plan says so.
 */
export function keepToPlan<A extends Accepted>(plan: CompiledPlan | null, accepted: A): Planned<A> {
	const events: { index: number; event: Event }[] = [];
	const refused = [...accepted.refused];
	const violating: Violating[] = [];
	for (const { index, event } of accepted.events) {
		const violations = plan?.checkEvent(event) ?? [];
		if (violations.length > 0) violating.push({ event, violations });
		if (violations.length > 0 && plan?.plan.violations === 'refuse') refused.push(breaksPlan(index, violations));
		else events.push({ index, event: withViolations(event, violations) });
	}
	return { ...accepted, events, refused, violating };
}

function withViolations(event: Event, violations: readonly Violation[]): Event {
	if (violations.length === 0 && !Object.hasOwn(event.context, 'violations')) return event;
	const { violations: _, ...context } = event.context;
	return { ...event, context: violations.length === 0 ? context : { ...context, violations: shown(violations) } };
}

function shown(violations: readonly Violation[]): readonly Bag[] {
	return violations.map(({ path, rule, message }) => ({ path, rule, message }));
}

function breaksPlan(index: number, violations: readonly Violation[]): RefusedEvent {
	const [first] = violations;
	const { path = 'event', rule = '', message = '' } = first ?? {};
	return {
		index,
		code: 'plan-violation',
		message: `The event breaks the site’s tracking plan at ${path} (${rule}). ${message}`,
		path,
		hint: `Send what the plan says, or change the plan.${alsoWrong(violations.slice(1))}`,
	};
}

function alsoWrong(others: readonly Violation[]): string {
	if (others.length === 0) return '';
	return ` Also: ${others.map(({ path, rule }) => `${path} (${rule})`).join(', ')}.`;
}
