import { type Regex, Unsupported } from './parse.ts';

export type Assertion = '^' | '$' | '\\b' | '\\B';

/** One step of a matcher's program. `unit` and `assert` go on to the next instruction, `split` to both of its targets. */
export type Instruction =
	| { readonly kind: 'unit'; readonly accepts: (code: number) => boolean }
	| { readonly kind: 'assert'; readonly assertion: Assertion }
	| { readonly kind: 'split'; readonly first: number; second: number }
	| { readonly kind: 'jump'; target: number }
	| { readonly kind: 'found' };

/** Above this, a pass over a text costs too much: the time is the text's length times the program's. */
const longestProgram = 1_000;

/** Compiles a regular expression into a program for `find` (Thompson's construction). Throws `Unsupported` when it grows too long. */
export function compileProgram(regex: Regex, ignoreCase: boolean): readonly Instruction[] {
	const program: Instruction[] = [];
	const units = new Map<string, (code: number) => boolean>();

	function add<I extends Instruction>(instruction: I): I {
		if (program.length >= longestProgram) throw new Unsupported('The regular expression repeats or lists too much.');
		program.push(instruction);
		return instruction;
	}

	function emit(node: Regex): void {
		switch (node.kind) {
			case 'unit':
				add({ kind: 'unit', accepts: accepts(node.source) });
				return;
			case 'assertion':
				add({ kind: 'assert', assertion: node.source });
				return;
			case 'sequence':
				for (const part of node.parts) emit(part);
				return;
			case 'choice':
				emitChoice(node.branches);
				return;
			case 'repeat':
				emitRepeat(node.body, node.min, node.max);
		}
	}

	/** Each branch but the last: go here or to the next branch; at its end jump behind all. */
	function emitChoice(branches: readonly Regex[]): void {
		const ends = branches.slice(0, -1).map((branch) => {
			const split = add({ kind: 'split', first: program.length + 1, second: 0 });
			emit(branch);
			const end = add({ kind: 'jump', target: 0 });
			split.second = program.length;
			return end;
		});
		for (const last of branches.slice(-1)) emit(last);
		for (const end of ends) end.target = program.length;
	}

	function emitRepeat(body: Regex, min: number, max: number): void {
		for (let i = 0; i < min; i++) emit(body);
		if (max === Number.POSITIVE_INFINITY) {
			const again = program.length;
			emitOptional(() => {
				emit(body);
				add({ kind: 'jump', target: again });
			});
		} else {
			for (let i = min; i < max; i++) emitOptional(() => emit(body));
		}
	}

	function emitOptional(emitBody: () => void): void {
		const split = add({ kind: 'split', first: program.length + 1, second: 0 });
		emitBody();
		split.second = program.length;
	}

	function accepts(source: string): (code: number) => boolean {
		const known = units.get(source) ?? compileUnit(source, ignoreCase);
		units.set(source, known);
		return known;
	}

	emit(regex);
	add({ kind: 'found' });
	return program;
}

/** One code unit is tested by the engine itself, so that classes, escapes and case mean exactly what they mean there. */
function compileUnit(source: string, ignoreCase: boolean): (code: number) => boolean {
	const native = new RegExp(`^(?:${source})$`, ignoreCase ? 'i' : '');
	const ascii = Array.from({ length: 128 }, (_, code) => native.test(String.fromCharCode(code)));
	return (code) => ascii[code] ?? native.test(String.fromCharCode(code));
}
