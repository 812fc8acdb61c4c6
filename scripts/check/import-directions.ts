import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Which top-level folder may import from which: dependencies point inward. `extension → tracker` is the DOM executor
 * of edits, the very code that visitors get.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
	core: ['core'],
	worker: ['worker', 'core'],
	tracker: ['tracker', 'core'],
	extension: ['extension', 'core', 'tracker'],
	dashboard: ['dashboard', 'core'],
	demo: ['demo', 'core'],
};

/** Inside a Worker domain: verbs ← storage ← routes. */
const layers = ['verb', 'schema', 'storage', 'routes'] as const;

/** One import that points the wrong way. */
export interface Breach {
	readonly file: string;
	readonly imports: string;
	readonly rule: string;
}

/** Walks the imports of the product's source files and tells which break the rules; none, when the house stands. */
export function breaches(root: string): Breach[] {
	return Object.keys(allowed).flatMap((folder) =>
		sourceFiles(path.join(root, folder)).flatMap((file) => {
			const from = path.relative(root, file);
			return importsOf(file).flatMap((target) => judge(from, path.relative(root, target)));
		}),
	);
}

function sourceFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.ts$|\.config\.ts$/.test(entry.name))
		.map((entry) => path.join(entry.parentPath, entry.name));
}

function importsOf(file: string): string[] {
	const source = readFileSync(file, 'utf8');
	const found = source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
	return [...found].map((match) => path.resolve(path.dirname(file), match[1] ?? ''));
}

function judge(from: string, to: string): Breach[] {
	const [fromFolder = '', fromDomain = ''] = from.split(path.sep);
	const [toFolder = '', toDomain = ''] = to.split(path.sep);
	if (!allowed[fromFolder]?.includes(toFolder)) {
		return [{ file: from, imports: to, rule: `${fromFolder} may not import from ${toFolder}` }];
	}
	if (fromFolder === 'extension' && toFolder === 'tracker' && toDomain !== 'apply') {
		return [{ file: from, imports: to, rule: 'the extension may use only tracker/apply' }];
	}
	if (fromFolder !== 'worker' || !isDomain(fromDomain) || !isDomain(toDomain)) return [];
	return fromDomain === toDomain ? judgeLayers(from, to) : judgeDomains(from, to);
}

/** Domains are folders; files at the Worker's root belong to all. */
function isDomain(name: string): boolean {
	return !name.endsWith('.ts') && name !== 'testing';
}

function judgeDomains(from: string, to: string): Breach[] {
	const file = path.basename(to);
	if (file !== 'storage.ts' && file !== 'routes.ts' && file !== 'schema.ts') return [];
	return [{ file: from, imports: to, rule: 'a domain may use another’s verbs, never its storage or routes' }];
}

function judgeLayers(from: string, to: string): Breach[] {
	const own = layerOf(from);
	if (layers.indexOf(own) >= layers.indexOf(layerOf(to)) || own === 'verb') {
		const upward = layerOf(to) === 'routes' && own !== 'routes' && path.basename(from) !== 'index.ts';
		return upward ? [{ file: from, imports: to, rule: `a ${own} may not know its routes` }] : [];
	}
	return [{ file: from, imports: to, rule: `${own} may not import ${layerOf(to)}` }];
}

function layerOf(file: string): (typeof layers)[number] {
	const name = path.basename(file);
	if (name.endsWith('routes.ts')) return 'routes';
	if (name === 'storage.ts') return 'storage';
	return name === 'schema.ts' ? 'schema' : 'verb';
}
