import { hash } from '../hash/index.ts';
import { type Compiler, type Node, stillNode } from './node.ts';
import { reader } from './read-path.ts';
import { refuse, refuseUnknownKeys, within } from './refuse.ts';
import { show, showPath } from './show.ts';

const example = 'Write { "$bucket": { "seed": "x", "range": [0, 0.1] } }.';

/**
 * Compiles `{ "$bucket": { "seed": "x", "range": [0, 0.1] } }`: does the person fall in that share by GrowthBook's hash,
 * version 2, of their `id` (or another `attribute`)? From, inclusive, to, exclusive. Who has no such attribute is in no share.
 */
export function compileBucket(json: unknown, path: string, compiler: Compiler): Node {
	if (typeof json !== 'object' || json === null || Array.isArray(json))
		refuse(path, '$bucket takes an object.', example);
	const fields: Readonly<Record<string, unknown>> = { ...json };
	refuseUnknownKeys(fields, ['seed', 'range', 'attribute'], path, '$bucket');
	const { seed, range, attribute = 'id' } = fields;
	if (typeof seed !== 'string' || seed === '') refuse(within(path, 'seed'), '$bucket needs a seed, a text.', example);
	if (typeof attribute !== 'string')
		refuse(within(path, 'attribute'), 'This takes a path.', 'For instance "account.id".');
	const [from, to] = parseRange(range, within(path, 'range'));
	const read = reader(attribute, within(path, 'attribute'));
	compiler.depends.attributes.add(attribute);
	const placeOf = (root: unknown) => {
		const value = read(root);
		if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return null;
		return hash(seed, String(value), 2);
	};
	const holds = (place: number | null) => place !== null && place >= from && place < to;
	const wants = `from ${from} to below ${to}`;
	return stillNode(
		path,
		`in the share ${wants} of ${show(seed)}`,
		(root) => holds(placeOf(root)),
		(root) => {
			const saw = placeOf(root);
			const fell = `in the bucket ${show(seed)}`;
			const says =
				saw === null ? `nowhere ${fell} as ${showPath(attribute)} is ${show(read(root))}` : `at ${saw} ${fell}`;
			return { path, matches: holds(saw), says: `Falls ${says}, needs ${wants}`, saw };
		},
	);
}

function parseRange(range: unknown, path: string): readonly [number, number] {
	const [from, to, ...rest]: unknown[] = Array.isArray(range) ? range : [];
	if (typeof from !== 'number' || typeof to !== 'number' || rest.length > 0) {
		refuse(path, 'A range is two numbers.', 'Write [0, 0.1] for the first tenth.');
	}
	if (!(from >= 0 && to <= 1 && from <= to)) {
		refuse(path, 'A range lies between 0 and 1, the smaller number first.', 'Write [0, 0.1] for the first tenth.');
	}
	return [from, to];
}
