import * as v from 'valibot';
import type { ConditionJson } from './condition/index.ts';
import { isBag } from './event/bag.ts';
import { Refusal } from './refusal.ts';

/** A condition within a larger schema: any object (valibot's records take lists too); `compile` refuses the rest. */
export const conditionSchema = v.custom<ConditionJson>(isBag, 'A condition is an object.');

/** Parses input by a valibot schema. Refuses with the first complaint, where it stands, and the code given. */
export function parseOrRefuse<Schema extends v.GenericSchema>(
	schema: Schema,
	input: unknown,
	code: string,
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, input, { abortPipeEarly: true });
	if (result.success) return result.output;
	const [issue] = result.issues;
	const path = v.getDotPath(issue);
	throw new Refusal(code, issue.message, path === null ? {} : { path });
}
