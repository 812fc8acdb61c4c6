import { violationsMax } from './limits.ts';

/** A violation on its way out: the steps to it, innermost first, as they stand in the event and in the plan. */
export interface Finding {
	readonly path: string[];
	readonly place: string[];
	readonly rule: string;
	readonly message: string;
}

/** Adds to `found` what is wrong with a value. Costs nothing but the tests themselves while nothing is. */
export type Check = (value: unknown, found: Finding[]) => void;

/** Notes a violation of the value itself, unless enough are noted. */
export function broken(found: Finding[], rule: string, message: string): void {
	if (found.length < violationsMax) found.push({ path: [], place: [], rule, message });
}

/** Checks what is one step further in; what it finds gets that step. */
export function within(check: Check, value: unknown, found: Finding[], step: string, place: string): void {
	const before = found.length;
	check(value, found);
	for (let i = before; i < found.length; i++) {
		found[i]?.path.push(step);
		found[i]?.place.push(place);
	}
}
