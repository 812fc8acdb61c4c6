import * as v from 'valibot';
import { Refusal } from './refusal.ts';

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
