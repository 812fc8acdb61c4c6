import { type CompileOptions, type Condition, compile } from '../../core/condition/index.ts';
import { refusalAt } from '../../core/refusal-at.ts';

/** Compiles a condition that stands at `path` of a caller's input, so that a refusal's path leads there. */
export function compileAt(json: unknown, path: string, options: CompileOptions = {}): Condition {
	return refusalAt(path, () => compile(json, options));
}
