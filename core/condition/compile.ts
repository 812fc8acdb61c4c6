import { ask } from './ask.ts';
import { compileCondition } from './condition.ts';
import { DeepParts } from './deep-parts.ts';
import { parseAmountOf } from './did/amount.ts';
import { parsePoints } from './did/points.ts';
import type { Amount } from './did/types.ts';
import { checkLimits, deepestInside, tooDeep } from './limits.ts';
import { type Compiler, type DependsNotes, forever } from './node.ts';
import { refuse } from './refuse.ts';
import { utc, type Zone, zoneOf } from './time/zone.ts';
import type { Condition, ConditionJson, Groups } from './types.ts';
import { compileValue } from './value.ts';

export interface CompileOptions {
	/** Saved groups for `$inGroup` and `$notInGroup`, by id. They are read now, not at each evaluation. */
	readonly groups?: Groups;
	/** Allows `within: "enrollment"`, which a journey answers with `subject.enteredAt`. */
	readonly enrollment?: boolean;
	/** The site's time zone, for `"timeZone": "site"` and for people whose own is unknown: "Europe/Berlin". UTC when absent or unknown. */
	readonly timeZone?: string;
	/** What explanations call the segment of an id; its id when nothing is said. */
	readonly segmentName?: (id: string) => string;
}

/**
 * Compiles a condition (docs/conditions) into closures, once; evaluating is then cheap and allocates nothing for attributes.
 * Refuses with `condition-invalid`, the path into the JSON and a hint: unknown operators, operands of the wrong type,
 * regexes that could run away, more than 64 KB. Throws nothing else.
 */
export function compile(json: unknown, options: CompileOptions = {}): Condition {
	checkLimits(json);
	if (!isObject(json))
		refuse('', 'A condition is an object.', 'Write { "traits.plan": "pro" }; {} holds for everyone.');
	const { notes, siteZone, deep, compiler } = begin(options);
	const node = compiler.condition(json, '');
	deep.compileAll();
	const { still } = node;
	return {
		json,
		depends: notes,
		evaluate(subject, nowMs) {
			if (still) return forever(still(subject.attributes, subject.segments));
			const asked = ask(subject, nowMs, siteZone);
			deep.answer(subject.attributes, asked);
			return node.evaluate(subject.attributes, asked);
		},
		explain(subject, nowMs) {
			const asked = ask(subject, nowMs, siteZone);
			deep.answer(subject.attributes, asked);
			return node.explain(subject.attributes, asked);
		},
	};
}

/**
 * Compiles what a person's events of one name amount to: the body of `$did` with an aggregate and nothing that it is
 * compared with, `{ "event": "Order Completed", "sum": "properties.total", "within": "90d" }`; or a score, which gives points
 * for events of several names, `{ "points": [{ "event": "Order Completed", "points": 50 }], "halfLife": "30d" }`. Refuses as
 * `compile` does.
 */
export function compileAmount(json: unknown, options: CompileOptions = {}): Amount {
	checkLimits(json);
	const { notes, siteZone, compiler } = begin(options);
	const amount =
		isObject(json) && Object.hasOwn(json, 'points') ? parsePoints(json, compiler) : parseAmountOf(json, compiler);
	return {
		depends: notes,
		kept: amount.kept,
		of: (subject, nowMs) => amount.of(ask(subject, nowMs, siteZone)),
		explain(subject, nowMs) {
			const asked = ask(subject, nowMs, siteZone);
			return { value: amount.of(asked).value, parts: amount.parts(asked) };
		},
	};
}

function begin(options: CompileOptions) {
	const notes: DependsNotes = {
		...{ events: new Set(), attributes: new Set(), segments: new Set(), changes: new Set() },
		lookBackMs: new Map(),
	};
	const siteZone = zoneOf(options.timeZone) ?? utc;
	const deep = new DeepParts();
	return { notes, siteZone, deep, compiler: compilerOf('subject', { options, siteZone, notes, deep, inside: 0 }) };
}

/** What all parts of one condition are compiled with. */
interface Work {
	readonly options: CompileOptions;
	readonly siteZone: Zone;
	readonly notes: DependsNotes;
	readonly deep: DeepParts;
	/** How deep within the test of one value, or `where`, the compiler stands. */
	inside: number;
}

function compilerOf(scope: Compiler['scope'], work: Work): Compiler {
	const { options, siteZone, notes, deep } = work;
	const compiler: Compiler = {
		scope,
		siteZone,
		groups: options.groups ?? {},
		enrollment: options.enrollment ?? false,
		segmentName: options.segmentName ?? ((id) => id),
		depends: notes,
		value: (json, path) => deeper(work, path, () => compileValue(json, path, compiler)),
		condition(json, path, inner = scope) {
			if (inner !== scope) return compilerOf(inner, work).condition(json, path);
			if (scope === 'object') return deeper(work, path, () => compileCondition(json, path, compiler));
			return deep.take(path, () => compileCondition(json, path, compiler));
		},
	};
	return compiler;
}

function deeper<Part>(work: Work, path: string, compilePart: () => Part): Part {
	if (work.inside >= deepestInside) {
		refuse(path, tooDeep, 'Say it with fewer levels.');
	}
	work.inside++;
	try {
		return compilePart();
	} finally {
		work.inside--;
	}
}

function isObject(json: unknown): json is ConditionJson {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
