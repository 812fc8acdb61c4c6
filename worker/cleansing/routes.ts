import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { lastSeenTraits } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { cleanse, steps } from './cleanse.ts';
import { readRules, writeRules } from './storage.ts';

const tags = ['Cleansing'];
/** People whom a preview looks at, and changes that it shows. */
const lookedAt = 1000;
const shownMost = 20;

const Rules = v.object({
	rules: v.pipe(
		v.array(
			v.object({
				trait: v.pipe(v.string(), v.trim(), v.minLength(1, 'Which trait?'), v.maxLength(100)),
				steps: v.pipe(v.array(v.picklist(steps)), v.minLength(1, 'Say what to do.'), v.maxLength(steps.length)),
			}),
		),
		v.maxLength(100),
		v.check((rules) => new Set(rules.map(({ trait }) => trait)).size === rules.length, 'A trait has one rule.'),
	),
});

const Preview = v.object({
	people: v.pipe(v.number(), v.description('How many people were looked at: those who were seen last.')),
	changed: v.number(),
	examples: v.array(v.object({ profileId: v.string(), trait: v.string(), before: v.unknown(), after: v.unknown() })),
});

/** In which form values are kept, whoever says them. */
export const cleansingRoutes = new Hono<Admin>()
	.get(
		'/cleansing',
		describeRoute({ tags, summary: 'The rules', responses: { ...answers(200, Rules), ...refuses(401) } }),
		requireUser,
		async (c) => c.json({ rules: await readRules(c.env) }),
	)

	.put(
		'/cleansing',
		describeRoute({
			tags,
			summary: 'Replace the rules; they hold for what comes from then on',
			responses: { ...answers(200, Rules), ...refuses(400, 401, 403) },
		}),
		requireUser,
		jsonBody(Rules),
		async (c) => {
			const { rules } = c.req.valid('json');
			await writeRules(c.env, rules);
			await record(c, 'cleansing.update', 'rules');
			return c.json({ rules });
		},
	)

	.post(
		'/cleansing/preview',
		describeRoute({
			tags,
			summary: 'What rules would make of the traits of those who were seen last',
			responses: { ...answers(200, Preview), ...refuses(400, 401) },
		}),
		requireUser,
		jsonBody(Rules),
		async (c) => {
			const { rules } = c.req.valid('json');
			const people = await lastSeenTraits(c.env, lookedAt);
			const changes = people.flatMap(({ id, traits, country }) => {
				const after = cleanse(rules, traits, country);
				const changed = Object.keys(after).filter((trait) => after[trait] !== traits[trait]);
				return changed.map((trait) => ({ profileId: id, trait, before: traits[trait], after: after[trait] }));
			});
			return c.json({ people: people.length, changed: changes.length, examples: changes.slice(0, shownMost) });
		},
	);
