import { compile } from '../../core/condition/index.ts';
import type { ConditionJson } from '../../core/condition/types.ts';
import { Refusal } from '../../core/refusal.ts';

export type ParsedCondition =
	| { readonly ok: true; readonly json: ConditionJson }
	| {
			readonly ok: false;
			readonly message: string;
			readonly hint: string | undefined;
			readonly path: string | undefined;
	  };

/**
 * Reads what is being typed, by the same compiler that the shards run. `enrollment` allows `within: "enrollment"`,
 * which only journeys know.
 */
export function parseCondition(text: string, enrollment = false): ParsedCondition {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return {
			ok: false,
			message: `This is not JSON yet: ${error instanceof Error ? error.message : error}`,
			hint: 'Keys and text stand in "double quotes"; no comma after the last entry.',
			path: undefined,
		};
	}
	return compileDraft(json, enrollment);
}

/** Lists and objects within each other that this page can show: browsers print JSON by recursion. */
const deepestShown = 1_000;

/** Whether JSON nests deeper than can be shown. Does not recurse. */
export function isTooDeep(json: unknown): boolean {
	let level: unknown[] = [json];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepestShown) return true;
		level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
	}
	return false;
}

/** Checks what is being built. */
export function compileDraft(json: unknown, enrollment = false): ParsedCondition {
	if (isTooDeep(json)) {
		const message = `This nests deeper than ${deepestShown.toLocaleString('en')} levels, which is more than can be shown here.`;
		return { ok: false, message, hint: 'Say it with fewer levels, or send it through the API.', path: undefined };
	}
	try {
		return { ok: true, json: compile(json, { enrollment }).json };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { ok: false, message: error.message, hint: error.hint, path: error.path };
	}
}

/** How a condition is shown for editing. */
export function printCondition(json: unknown): string {
	return json === null ? '' : JSON.stringify(json, null, 2);
}
