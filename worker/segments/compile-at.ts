import { type CompileOptions, type Condition, compile } from '../../core/condition/index.ts';
import { Refusal } from '../../core/refusal.ts';

/** Compiles a condition that stands at `path` of a caller's input, so that a refusal's path leads there. */
export function compileAt(json: unknown, path: string, options: CompileOptions = {}): Condition {
	try {
		return compile(json, options);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { code, message, status, hint } = error;
		const where = [path, error.path].filter((part) => part !== undefined && part !== '').join('.');
		throw new Refusal(code, message, { status, path: where, ...(hint !== undefined && { hint }) });
	}
}
