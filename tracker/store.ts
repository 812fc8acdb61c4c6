import { attempt } from './attempt.ts';

/** What the browser's storage does not take, because it is forbidden or full, lives as long as the page. */
const memory: Record<string, string> = {};

/** The names of all that is kept, other scripts' among them: ours begin with `ew.`. */
export function keys(): string[] {
	return [...Object.keys(memory), ...(attempt(() => Object.keys(localStorage)) ?? [])];
}

/** What is kept under a name. */
export function get(key: string): string | undefined {
	return memory[key] ?? attempt(() => localStorage[key]);
}

/** Keeps a text. `briefly` is in memory only: for what must not be stored before consent. */
export function set(key: string, value: string, briefly?: boolean): void {
	memory[key] = value;
	if (briefly) return;
	attempt(() => {
		localStorage[key] = value;
		delete memory[key];
	});
}

/** Keeps nothing under a name any more. */
export function drop(key: string): void {
	delete memory[key];
	attempt(() => delete localStorage[key]);
}
