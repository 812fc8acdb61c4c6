import type { Bag, Event } from '../event/types.ts';
import type { Check, Finding } from './check.ts';
import { compileSchema } from './compile-schema.ts';
import { textMax } from './limits.ts';
import { isOwnEvent } from './own-events.ts';
import { readPlan } from './read-plan.ts';
import type { Plan, PlannedEvent, Violation } from './types.ts';

export interface CompiledPlan {
	readonly plan: Plan;
	/** In which ways an event breaks the plan, at most five; none when it does not. Never throws, whatever the event holds. */
	readonly checkEvent: (event: CheckedEvent) => readonly Violation[];
}

/** What of an event a plan speaks of. */
export type CheckedEvent = Pick<Event, 'type' | 'event' | 'properties' | 'traits'>;

const none: readonly Violation[] = [];

/**
 * Reads and compiles a plan: `{ unplanned, violations, events: [{ name, description, properties, traits }] }`. Refuses, with path
 * and hint, whatever of it has no meaning: see `readSchema`; also events named twice, and those that Edgewise itself makes.
 */
export function compilePlan(json: unknown): CompiledPlan {
	const plan = readPlan(json);
	const checks = new Map(plan.events.map((event) => [event.name, compileEvent(event)]));
	return {
		plan,
		checkEvent(event) {
			const check = checks.get(event.event);
			if (check) return check(event);
			return plan.unplanned === 'violation' && event.type === 'track' && !isOwnEvent(event.event) ? unplanned : none;
		},
	};
}

const unplanned: readonly Violation[] = [
	{ path: 'event', place: 'event', rule: 'unplanned', message: 'The plan has no event of this name.' },
];

function compileEvent({ properties, traits }: PlannedEvent): (event: CheckedEvent) => readonly Violation[] {
	const checkProperties = properties && compileSchema(properties);
	const checkTraits = traits && compileSchema(traits);
	return (event) => {
		const found: Finding[] = [];
		if (checkProperties) checkBag(checkProperties, event.properties, 'properties', found);
		if (checkTraits) checkBag(checkTraits, event.traits ?? {}, 'traits', found);
		return found.length === 0 ? none : found.map(asViolation);
	};
}

function checkBag(check: Check, bag: Bag, name: string, found: Finding[]): void {
	const before = found.length;
	check(bag, found);
	for (let i = before; i < found.length; i++) {
		found[i]?.path.push(name);
		found[i]?.place.push(name);
	}
}

function asViolation({ path, place, rule, message }: Finding): Violation {
	return {
		path: cut(path.toReversed().join('')),
		place: cut(place.toReversed().join('')),
		rule,
		message: cut(message),
	};
}

function cut(text: string): string {
	return (text.length <= textMax ? text : `${text.slice(0, textMax - 1)}…`).toWellFormed();
}
