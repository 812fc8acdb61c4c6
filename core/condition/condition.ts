import { compileAttribute } from './attribute.ts';
import { all, booleans } from './booleans.ts';
import { compileBucket } from './bucket.ts';
import { compileDid } from './did/index.ts';
import { nearest } from './nearest.ts';
import type { Compiler, Node } from './node.ts';
import { operators } from './operators/index.ts';
import { refuse, within } from './refuse.ts';
import { compileSegment } from './segment.ts';
import { compileSequence } from './sequence/index.ts';

/** What may stand where a condition asks about the person: their events, their segments, chance. */
const facts: Readonly<Record<string, (json: unknown, path: string, compiler: Compiler) => Node>> = {
	$did: compileDid,
	$sequence: compileSequence,
	$segment: compileSegment,
	$bucket: compileBucket,
};

/** Attributes whose names begin with `$`: GrowthBook's own specification has this one. */
const dollarAttributes: readonly string[] = ['$groups'];

/** Compiles an object of conditions, all of which must hold: dot paths, booleans, and facts such as `$did`. */
export function compileCondition(json: unknown, path: string, compiler: Compiler): Node {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		refuse(path, 'A condition is an object.', 'Write { "traits.plan": "pro" }; {} holds for everyone.');
	}
	const nodes = Object.entries(json).map(([key, value]) => compileEntry(key, value, within(path, key), compiler));
	const [first, ...rest] = nodes;
	return first && rest.length === 0 ? first : all(nodes, path);
}

function compileEntry(key: string, json: unknown, path: string, compiler: Compiler): Node {
	if (!key.startsWith('$') || dollarAttributes.includes(key)) return compileAttribute(key, json, path, compiler);
	const compile = own(booleans, key) ?? own(facts, key);
	if (!compile) refuseKey(key, path);
	if (compiler.scope === 'object' && Object.hasOwn(facts, key)) {
		refuse(path, `${key} cannot stand inside where or $elemMatch.`, 'Put it beside, combined with $and.');
	}
	return compile(json, path, compiler);
}

function refuseKey(key: string, path: string): never {
	if (Object.hasOwn(operators, key)) {
		refuse(path, `${key} tests a value, so it stands under an attribute.`, `Write { "traits.plan": { "${key}": … } }.`);
	}
	const known = [...Object.keys(booleans), ...Object.keys(facts)];
	const meant = nearest(key, known);
	refuse(
		path,
		`There is no operator ${key}.`,
		meant ? `Did you mean ${meant}?` : `Operators here: ${known.join(' ')}.`,
	);
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}
