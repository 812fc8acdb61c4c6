import type { Asked, Node } from './node.ts';
import type { Evaluation } from './types.ts';

/** How many levels are compiled by recursion before a part is put off. */
const deepest = 32;

interface DeepPart {
	readonly compile: () => Node;
	node: Node | null;
	evaluation: Evaluation;
}

/**
 * What nests too deep to be compiled and asked by recursion. Such a part is compiled later, from a list, and asked before
 * all others, the deepest first, so that no depth of a condition can overflow the stack. People write nothing so deep.
 */
export class DeepParts {
	readonly #parts: DeepPart[] = [];
	#depth = 0;

	/** Compiles a part now, or puts it off when it stands too deep within the one that is being compiled. */
	take(path: string, compile: () => Node): Node {
		if (this.#depth >= deepest) return this.#later(path, compile);
		this.#depth++;
		try {
			return compile();
		} finally {
			this.#depth--;
		}
	}

	/** Compiles what was put off, and what is put off meanwhile. */
	compileAll(): void {
		// The list grows as it is walked: a part always stands behind the one that it is in.
		for (const part of this.#parts) part.node = part.compile();
	}

	/** Answers all parts, so that whatever stands above them can be asked. */
	answer(root: unknown, asked: Asked): void {
		for (let i = this.#parts.length - 1; i >= 0; i--) {
			const part = this.#parts[i];
			if (part?.node) part.evaluation = part.node.evaluate(root, asked);
		}
	}

	#later(path: string, compile: () => Node): Node {
		const part: DeepPart = { compile, node: null, evaluation: { matches: false, until: Number.NEGATIVE_INFINITY } };
		this.#parts.push(part);
		return {
			path,
			phrase: '(…)',
			still: null,
			evaluate: () => part.evaluation,
			explain() {
				const { matches } = part.evaluation;
				return { path, matches, says: `What nests too deep to be told ${matches ? 'holds' : 'does not hold'}` };
			},
		};
	}
}
