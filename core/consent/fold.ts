import { purposes } from './purposes.ts';
import type { ConsentChoices, ConsentState, Purpose } from './types.ts';

type Statement = NonNullable<ConsentState[Purpose]>;

/**
 * Folds what a person said at a moment (`at`, ms) into what they said before. By purpose the later statement wins, in
 * whatever order they arrive; of two at the same moment the refusal does. `source` and `version` are kept as proof: where
 * it was said, and to which text. The same state comes back when nothing changes.
 */
export function foldConsent(
	state: ConsentState,
	update: ConsentChoices,
	at: number,
	source: string,
	version?: string,
): ConsentState {
	if (!Number.isFinite(at)) return state;
	const changes: { [P in Purpose]?: Statement } = {};
	for (const purpose of purposes) {
		const granted = Object.hasOwn(update, purpose) ? update[purpose] : undefined;
		if (typeof granted !== 'boolean') continue;
		const statement: Statement = { granted, at, source, ...(version !== undefined && { version }) };
		if (supersedes(statement, state[purpose])) changes[purpose] = statement;
	}
	return Object.keys(changes).length === 0 ? state : { ...state, ...changes };
}

function supersedes(statement: Statement, earlier: Statement | undefined): boolean {
	if (!earlier || statement.at > earlier.at) return true;
	return statement.at === earlier.at && earlier.granted && !statement.granted;
}
