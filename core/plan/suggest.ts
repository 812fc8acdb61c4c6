import { type Observation, type Shape, typesOf } from './observe.ts';
import { isOwnEvent } from './own-events.ts';
import type { JsonType, PlannedEvent, Schema } from './types.ts';

/** An event that a plan could have, and how many of it were seen. */
export interface Suggestion {
	readonly event: PlannedEvent;
	readonly seen: number;
}

/** From so many on, what all of them had counts as required: what two had in common may be chance. */
const enough = 5;

/**
 * What a plan could say of the events that were seen: the types of their properties, what all of them had, and the format of text.
 * It compiles, and none of the events that were seen breaks it. Never values: they could be somebody's.
 */
export function suggestEvents(observations: readonly Observation[]): readonly Suggestion[] {
	return observations
		.filter(({ name }) => !isOwnEvent(name))
		.map(({ name, properties, traits }) => {
			const mayHaveTraits = name === 'Identified' || name === 'Grouped';
			return {
				seen: properties.count,
				event: {
					name,
					...rulesFor('properties', properties),
					...(mayHaveTraits &&
						traits &&
						rulesFor('traits', traits.count === properties.count ? traits : optional(traits))),
				},
			};
		});
}

/** As an object's shape, with nothing in it that all had: some calls carried none of it. */
function optional(shape: Shape): Shape {
	return { ...shape, count: Number.POSITIVE_INFINITY };
}

function rulesFor<K extends string>(part: K, shape: Shape): { readonly [P in K]?: Schema } {
	const rules: { [P in K]?: Schema } = {};
	if (shape.properties && Object.keys(shape.properties).length > 0) rules[part] = objectRules(shape);
	return rules;
}

function objectRules({ properties, count, types }: Shape): Schema {
	if (!properties || Object.keys(properties).length === 0) return {};
	// A property of an object is required of objects only: what else stood in its place has none.
	const objects = Number.isFinite(count) ? (types.object ?? 0) : count;
	const required = Object.keys(properties).filter((key) => objects >= enough && properties[key]?.count === objects);
	return {
		properties: Object.fromEntries(Object.entries(properties).map(([key, shape]) => [key, schemaOf(shape)])),
		...(required.length > 0 && { required }),
	};
}

function schemaOf(shape: Shape): Schema {
	// A price of 49 says nothing of whether the next one is whole.
	const types = [...new Set(typesOf(shape).map((type): JsonType => (type === 'integer' ? 'number' : type)))];
	const [only] = types;
	return {
		...(only !== undefined && { type: types.length === 1 ? only : types }),
		...formatOf(shape, types),
		...(types.includes('object') && objectRules(shape)),
		...(types.includes('array') && shape.items && { items: schemaOf(shape.items) }),
	};
}

function formatOf({ formats }: Shape, types: readonly JsonType[]): Schema {
	const [format] = formats;
	return types.includes('string') && format !== undefined ? { format } : {};
}
