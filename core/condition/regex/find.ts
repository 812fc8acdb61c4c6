import type { Assertion, Instruction } from './program.ts';

/**
 * A test whether a program finds a match anywhere in a text, in one pass: it follows all possibilities at once, so the time is
 * at most the text's length times the program's, and no text can make it run away (Thompson 1968; https://swtch.com/~rsc/regexp/).
 */
export function finder(program: readonly Instruction[]): (text: string) => boolean {
	// Reused by every call: a test is synchronous and never starts another.
	const seenAt = new Int32Array(program.length);
	let waiting: number[] = [];
	let advanced: number[] = [];
	const pending: number[] = [];

	/** Adds to `waiting` all units that can be reached from `start` at `index` without reading; true when the end is one of them. */
	function follow(start: number, text: string, index: number): boolean {
		pending.push(start);
		for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
			const instruction = program[at];
			if (!instruction || seenAt[at] === index) continue;
			seenAt[at] = index;
			if (instruction.kind === 'found') return true;
			if (instruction.kind === 'unit') waiting.push(at);
			else if (instruction.kind === 'jump') pending.push(instruction.target);
			else if (instruction.kind === 'split') pending.push(instruction.second, instruction.first);
			else if (asserts(instruction.assertion, text, index)) pending.push(at + 1);
		}
		return false;
	}

	/** Moves every waiting possibility over the unit at `index`, and starts a new one behind it. */
	function step(text: string, index: number): boolean {
		[advanced, waiting] = [waiting, advanced];
		waiting.length = 0;
		const code = text.charCodeAt(index);
		for (const at of advanced) {
			const instruction = program[at];
			if (instruction?.kind === 'unit' && instruction.accepts(code) && follow(at + 1, text, index + 1)) return true;
		}
		return follow(0, text, index + 1);
	}

	return (text) => {
		seenAt.fill(-1);
		waiting.length = 0;
		pending.length = 0;
		if (follow(0, text, 0)) return true;
		for (let index = 0; index < text.length; index++) if (step(text, index)) return true;
		return false;
	};
}

function asserts(assertion: Assertion, text: string, index: number): boolean {
	switch (assertion) {
		case '^':
			return index === 0;
		case '$':
			return index === text.length;
		default: {
			const boundary = isWord(text.charCodeAt(index - 1)) !== isWord(text.charCodeAt(index));
			return boundary === (assertion === '\\b');
		}
	}
}

/** `\w`, of a code unit; NaN, beyond the text's ends, is none. */
function isWord(code: number): boolean {
	return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
