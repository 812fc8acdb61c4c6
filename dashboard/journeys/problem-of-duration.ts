import { parseDuration } from '../../core/condition/index.ts';
import { Refusal } from '../../core/refusal.ts';

/** Why a text is no duration, in words; undefined when it is one. */
export function problemOfDuration(text: string): string | undefined {
	try {
		parseDuration(text);
		return undefined;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return `${error.message} ${error.hint ?? ''}`.trim();
	}
}
