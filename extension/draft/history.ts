/** A value with its past and future, for undo and redo. Plain data, so that it can be stored between reloads. */
export interface History<T> {
	readonly past: readonly T[];
	readonly present: T;
	readonly future: readonly T[];
}

/** How many steps back are kept: enough for a session's work, small enough to store after each change. */
const maxSteps = 100;

export function begin<T>(present: T): History<T> {
	return { past: [], present, future: [] };
}

/** Makes `next` the present. What had been undone cannot be redone any more. */
export function commit<T>({ past, present }: History<T>, next: T): History<T> {
	return { past: [...past, present].slice(-maxSteps), present: next, future: [] };
}

/** One step back; the same history when there is none. */
export function undo<T>(history: History<T>): History<T> {
	const { past, present, future } = history;
	const before = past.at(-1);
	return before === undefined ? history : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** One step forward again; the same history when there is none. */
export function redo<T>(history: History<T>): History<T> {
	const { past, present, future } = history;
	const [after, ...rest] = future;
	return after === undefined ? history : { past: [...past, present], present: after, future: rest };
}
