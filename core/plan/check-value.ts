import { broken, type Check } from './check.ts';
import { statedTypes } from './read-schema.ts';
import { sayType, sayTypes, typeOf } from './type-of.ts';
import type { JsonType, Scalar, Schema } from './types.ts';

/** `type`. */
export function typeChecks(schema: Schema): Check[] {
	const stated = statedTypes(schema);
	if (stated === null) return [];
	const allowed = new Set<JsonType | null>(stated);
	if (allowed.has('number')) allowed.add('integer');
	const wanted = sayTypes(stated);
	return [
		(value, found) => {
			if (!allowed.has(typeOf(value))) broken(found, 'type', `Should be ${wanted}, is ${sayType(value)}.`);
		},
	];
}

/** `enum` and `const`. */
export function choiceChecks({ enum: choices, const: only }: Schema): Check[] {
	const checks: Check[] = [];
	if (choices) checks.push(choiceCheck('enum', choices));
	if (only !== undefined) checks.push(choiceCheck('const', [only]));
	return checks;
}

function choiceCheck(rule: string, choices: readonly Scalar[]): Check {
	const allowed = new Set<unknown>(choices);
	const listed = choices.slice(0, 8).map((choice) => JSON.stringify(choice).slice(0, 40));
	const wanted = `${listed.join(', ')}${choices.length > listed.length ? ' …' : ''}`;
	const message = choices.length === 1 ? `Should be ${wanted}.` : `Should be one of ${wanted}.`;
	return (value, found) => {
		if (!allowed.has(value)) broken(found, rule, message);
	};
}
