import { compileCondition } from './condition.ts';
import { checkLimits } from './limits.ts';
import type { Compiler } from './node.ts';
import { refuse } from './refuse.ts';
import type { Condition, ConditionJson, Groups } from './types.ts';
import { compileValue } from './value.ts';

export interface CompileOptions {
	/** Saved groups for `$inGroup` and `$notInGroup`, by id. They are read now, not at each evaluation. */
	readonly groups?: Groups;
	/** Allows `within: "enrollment"`, which a journey answers with `subject.enteredAt`. */
	readonly enrollment?: boolean;
}

/**
 * Compiles a condition (docs/conditions) into closures, once; evaluating is then cheap and allocates nothing for attributes.
 * Refuses with `condition-invalid`, the path into the JSON and a hint: unknown operators, operands of the wrong type,
 * regexes that could run away, more than 64 KB or 32 levels. Throws nothing else.
 */
export function compile(json: unknown, options: CompileOptions = {}): Condition {
	checkLimits(json);
	if (!isObject(json))
		refuse('', 'A condition is an object.', 'Write { "traits.plan": "pro" }; {} holds for everyone.');
	const compiler = compilerOf('subject', options, { events: new Set(), attributes: new Set(), segments: new Set() });
	const { evaluate, explain } = compiler.condition(json, '');
	return { json, depends: compiler.depends, evaluate, explain };
}

function compilerOf(scope: Compiler['scope'], options: CompileOptions, depends: Compiler['depends']): Compiler {
	const compiler: Compiler = {
		scope,
		groups: options.groups ?? {},
		enrollment: options.enrollment ?? false,
		depends,
		value: (json, path) => compileValue(json, path, compiler),
		condition: (json, path, inner = scope) =>
			compileCondition(json, path, inner === scope ? compiler : compilerOf(inner, options, depends)),
	};
	return compiler;
}

function isObject(json: unknown): json is ConditionJson {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
