import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { compileAmount } from '../../core/condition/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { refusalAt } from '../../core/refusal-at.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { announceDefinitions, shardOf, spreadOfEveryone } from '../profiles/index.ts';
import { knownProfile, nobody } from '../profiles/known-profile.ts';
import { showProfiles } from '../profiles/show-profiles.ts';
import { jsonBody, query } from '../read-json.ts';
import { refuseInUse } from './refuse-in-use.ts';
import {
	ComputedTraitBody,
	ComputedTraitExplained,
	ComputedTraitPreview,
	ComputedTraitSettings,
	ComputedTraitSpread,
	NewComputedTrait,
} from './schemas.ts';
import {
	type ComputedTrait,
	computedTraitById,
	deleteComputedTrait,
	insertComputedTrait,
	listComputedTraits,
	updateComputedTrait,
} from './storage.ts';

const tags = ['Computed traits'];
/** Each is worked out for everyone, and stands in everyone's row. */
const most = 100;
const examplesShown = 5;

/** Values that are worked out from everyone's events, and kept up to date. */
export const computedRoutes = new Hono<Admin>()
	.get(
		'/computed-traits',
		describeRoute({
			tags,
			summary: 'All computed traits, by name',
			responses: { ...answers(200, listOf(ComputedTraitBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json({ items: (await listComputedTraits(c.env)).map(shown), cursor: null }),
	)

	.post(
		'/computed-traits',
		describeRoute({
			tags,
			summary: 'Make a computed trait; everyone has it within seconds',
			responses: { ...answers(201, ComputedTraitBody), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(NewComputedTrait),
		async (c) => {
			const now = Date.now();
			const trait: ComputedTrait = { ...c.req.valid('json'), createdAt: now, updatedAt: now };
			compiled(trait.amount);
			if ((await listComputedTraits(c.env)).length >= most)
				throw new Refusal('too-many', `There are ${most} computed traits, which is the most.`, { status: 409 });
			await insertComputedTrait(c.env, trait);
			await record(c, 'computed-trait.create', trait.id);
			await announceDefinitions(c.env);
			return c.json(shown(trait), 201);
		},
	)

	.post(
		'/computed-traits/preview',
		describeRoute({
			tags,
			summary: 'What a computed trait would be, for everyone as they are now',
			responses: { ...answers(200, ComputedTraitSpread), ...refuses(400, 401) },
		}),
		requireUser,
		jsonBody(ComputedTraitPreview),
		async (c) => {
			const { amount, scope } = c.req.valid('json');
			compiled(amount);
			const { examples, ...spread } = await spreadOfEveryone(c.env, amount, examplesShown, scope);
			const found = scope === 'account' ? examples.map(asAccount) : await asPeople(c.env, examples);
			return c.json({ ...spread, examples: found });
		},
	)

	.get(
		'/computed-traits/:id',
		describeRoute({
			tags,
			summary: 'One computed trait',
			responses: { ...answers(200, ComputedTraitBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => c.json(shown(await existing(c.env, c.req.param('id')))),
	)

	.get(
		'/computed-traits/:id/explain',
		describeRoute({
			tags,
			summary: 'What a computed trait of one person comes from',
			responses: { ...answers(200, ComputedTraitExplained), ...refuses(400, 401, 404) },
		}),
		requireUser,
		query(v.object({ profile: v.string() })),
		async (c) => {
			const { amount, scope } = await existing(c.env, c.req.param('id'));
			if (scope === 'account')
				throw new Refusal('computed-trait-of-accounts', 'It is an account’s, not a person’s.', { status: 400 });
			const profile = knownProfile(c.env, c.req.valid('query').profile);
			const explained = await shardOf(c.env, profile).explainAmount(profile, amount);
			if (!explained) throw nobody(profile);
			return Response.json(explained);
		},
	)

	.put(
		'/computed-traits/:id',
		describeRoute({
			tags,
			summary: 'Replace a computed trait; it is worked out anew for everyone within seconds',
			responses: { ...answers(200, ComputedTraitBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(ComputedTraitSettings),
		async (c) => {
			const before = await existing(c.env, c.req.param('id'));
			const trait: ComputedTrait = { ...before, ...c.req.valid('json'), updatedAt: Date.now() };
			compiled(trait.amount);
			await updateComputedTrait(c.env, trait);
			await record(c, 'computed-trait.update', trait.id);
			await announceDefinitions(c.env);
			return c.json(shown(trait));
		},
	)

	.delete(
		'/computed-traits/:id',
		describeRoute({
			tags,
			summary: 'Delete a computed trait that nothing reads',
			responses: { ...done, ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const trait = await existing(c.env, c.req.param('id'));
			const { id } = trait;
			await refuseInUse(c.env, trait);
			await deleteComputedTrait(c.env, id);
			await record(c, 'computed-trait.delete', id);
			await announceDefinitions(c.env);
			return c.body(null, 204);
		},
	);

type Examples = Awaited<ReturnType<typeof spreadOfEveryone>>['examples'];

function asAccount({ id, value }: Examples[number]) {
	return { profile: null, account: { id }, value };
}

async function asPeople(env: Env, examples: Examples) {
	const profiles = await showProfiles(
		env,
		examples.map(({ id }) => id),
	);
	return examples.flatMap(({ id, value }) => {
		const profile = profiles.find((one) => one.id === id);
		return profile ? [{ profile, account: null, value }] : [];
	});
}

/** Refuses what does not compile, with the path into the caller's body. */
function compiled(amount: ComputedTrait['amount']): void {
	refusalAt('amount', () => compileAmount(amount));
}

async function existing(env: Env, id: string): Promise<ComputedTrait> {
	const trait = await computedTraitById(env, id);
	if (!trait)
		throw new Refusal('computed-trait-unknown', `There is no computed trait ${id.slice(0, 60)}.`, { status: 404 });
	return trait;
}

function shown({ id, scope, name, description, amount, updatedAt }: ComputedTrait) {
	return { id, scope, name, description, amount, updatedAt: new Date(updatedAt).toISOString() };
}
