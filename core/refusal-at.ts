import { Refusal } from './refusal.ts';

/** Runs a part's parser; what it refuses is refused with its path moved under `path`, where the part stands. */
export function refusalAt<Value>(path: string, parse: () => Value): Value {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		throw new Refusal(error.code, error.message, {
			status: error.status,
			path: error.path ? `${path}.${error.path}` : path,
			...(error.hint !== undefined && { hint: error.hint }),
		});
	}
}
