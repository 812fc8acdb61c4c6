import { isBag } from '../event/bag.ts';
import { broken, type Check, type Finding, within } from './check.ts';
import { numberChecks } from './check-number.ts';
import { textChecks } from './check-text.ts';
import { choiceChecks, typeChecks } from './check-value.ts';
import { violationsMax } from './limits.ts';
import type { Schema } from './types.ts';

/** Compiles a schema that `readSchema` has read. Checks are plain closures: nothing is generated, nothing recurses deeper than the schema. */
export function compileSchema(schema: Schema): Check {
	const checks = [
		...typeChecks(schema),
		...choiceChecks(schema),
		...textChecks(schema),
		...numberChecks(schema),
		...listChecks(schema),
		...objectChecks(schema),
	];
	return (value, found) => {
		for (const check of checks) check(value, found);
	};
}

function listChecks({ items, minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Schema): Check[] {
	const each = items ? compileSchema(items) : null;
	if (!each && minItems === 0 && maxItems === Number.POSITIVE_INFINITY) return [];
	return [
		(value, found) => {
			if (!Array.isArray(value)) return;
			if (value.length < minItems)
				broken(found, 'minItems', `Should hold at least ${minItems}, holds ${value.length}.`);
			if (value.length > maxItems) broken(found, 'maxItems', `Should hold at most ${maxItems}, holds ${value.length}.`);
			for (let i = 0; each && i < value.length && found.length < violationsMax; i++) {
				within(each, value[i], found, `[${i}]`, '[]');
			}
		},
	];
}

function objectChecks(schema: Schema): Check[] {
	const checks: Check[] = [];
	const properties = Object.entries(schema.properties ?? {}).map(([name, inner]) => ({
		name,
		check: compileSchema(inner),
	}));
	const { required = [], additionalProperties = true } = schema;
	if (required.length > 0) {
		checks.push(
			ofObjects((bag, found) => {
				for (const name of required)
					if (!Object.hasOwn(bag, name)) within(missing, null, found, `.${name}`, `.${name}`);
			}),
		);
	}
	if (properties.length > 0) {
		checks.push(
			ofObjects((bag, found) => {
				for (const { name, check } of properties) {
					if (Object.hasOwn(bag, name)) within(check, bag[name], found, `.${name}`, `.${name}`);
				}
			}),
		);
	}
	if (additionalProperties !== true) checks.push(additionalCheck(properties, additionalProperties));
	return checks;
}

const missing: Check = (_, found) => broken(found, 'required', 'Is missing.');

function ofObjects(check: (bag: Readonly<Record<string, unknown>>, found: Finding[]) => void): Check {
	return (value, found) => {
		if (isBag(value)) check(value, found);
	};
}

function additionalCheck(properties: readonly { readonly name: string }[], rule: false | Schema): Check {
	const planned = new Set(properties.map(({ name }) => name));
	const check = rule === false ? null : compileSchema(rule);
	return ofObjects((bag, found) => {
		for (const name of Object.keys(bag)) {
			if (planned.has(name)) continue;
			if (found.length >= violationsMax) return;
			if (check) {
				within(check, bag[name], found, `.${name.slice(0, 80)}`, '.*');
			} else {
				broken(found, 'additionalProperties', `Should not hold ${JSON.stringify(name.slice(0, 80))}.`);
				return;
			}
		}
	});
}
