import type { PlannedEvent, Schema } from '../../core/plan/index.ts';
import type { Env } from '../env.ts';
import { planFor } from '../plans/index.ts';
import { vocabularyEverywhere } from '../profiles/index.ts';
import { joinVocabularies, type SeenPath, type Vocabulary } from '../profiles/vocabulary.ts';
import { listSites } from '../sites/index.ts';

/** What was seen lately on any site, and what the sites' tracking plans say will come: planned, it was seen 0 times. */
export async function suggestedVocabulary(env: Env): Promise<Vocabulary> {
	const [seen, sites] = await Promise.all([vocabularyEverywhere(env), listSites(env)]);
	const plans = await Promise.all(sites.map(({ id }) => planFor(env, id)));
	const events = plans.flatMap((compiled) => compiled?.plan.events ?? []);
	const planned = {
		events: events.map(({ name, properties }) => ({ name, count: 0, paths: pathsOf(properties, 'properties') })),
		attributes: events.flatMap(({ name, traits }: PlannedEvent) =>
			pathsOf(traits, name === 'Grouped' ? 'account.traits' : 'traits'),
		),
	};
	return joinVocabularies([seen, planned]);
}

function pathsOf(schema: Schema | undefined, prefix: string): SeenPath[] {
	return Object.entries(schema?.properties ?? {}).flatMap(([key, inner]) => {
		const path = `${prefix}.${key}`;
		return inner.properties
			? pathsOf(inner, path)
			: [{ path, count: 0, types: typesOf(inner), values: valuesOf(inner) }];
	});
}

function typesOf({ type }: Schema): string[] {
	const types = type === undefined ? [] : typeof type === 'string' ? [type] : type;
	return types.map((one) => (one === 'integer' ? 'number' : one));
}

function valuesOf(schema: Schema): SeenPath['values'] {
	return (schema.enum ?? []).flatMap((value) => (value === null ? [] : [{ value, count: 0 }]));
}
