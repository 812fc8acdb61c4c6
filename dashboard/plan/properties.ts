/** Changes of an object's rules, each giving a new one. Keys keep their places. */
import type { Schema } from '../../core/plan/index.ts';

type Properties = Readonly<Record<string, Schema>>;

export function namesOf({ properties = {} }: Schema): readonly string[] {
	return Object.keys(properties);
}

/** Sets the rule of a property that is there, or adds one. */
export function setProperty(object: Schema, name: string, rule: Schema): Schema {
	return { ...object, properties: { ...object.properties, [name]: rule } };
}

export function removeProperty(object: Schema, name: string): Schema {
	const { [name]: _, ...properties } = object.properties ?? {};
	return withRequired(withProperties(object, properties), (required) => required.filter((one) => one !== name));
}

/** Renames a property; what is required goes with it. Nothing changes when another has the name. */
export function renameProperty(object: Schema, from: string, to: string): Schema {
	if (from === to || Object.hasOwn(object.properties ?? {}, to)) return object;
	const entries = Object.entries(object.properties ?? {}).map(
		([name, rule]) => [name === from ? to : name, rule] as const,
	);
	return withRequired(withProperties(object, Object.fromEntries(entries)), (required) =>
		required.map((one) => (one === from ? to : one)),
	);
}

export function requireProperty(object: Schema, name: string, required: boolean): Schema {
	return withRequired(object, (names) =>
		required ? [...names.filter((one) => one !== name), name] : names.filter((one) => one !== name),
	);
}

/** A name that no property has yet: `property`, `property2` … */
export function freeName({ properties = {} }: Schema, wish = 'property'): string {
	for (let i = 1; ; i++) {
		const name = i === 1 ? wish : `${wish}${i}`;
		if (!Object.hasOwn(properties, name)) return name;
	}
}

function withProperties(object: Schema, properties: Properties): Schema {
	const { properties: _, ...rest } = object;
	return Object.keys(properties).length > 0 ? { ...rest, properties } : rest;
}

function withRequired(object: Schema, change: (names: readonly string[]) => readonly string[]): Schema {
	const { required = [], ...rest } = object;
	const next = change(required);
	return next.length > 0 ? { ...rest, required: next } : rest;
}
