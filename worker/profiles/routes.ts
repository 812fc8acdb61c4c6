import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { requireUser } from '../access/require-user.ts';
import { CursorText, readCursor } from '../cursor.ts';
import { jsonObject } from '../json-object.ts';
import { answers, listOf, refuses } from '../openapi.ts';
import { jsonBody, query } from '../read-json.ts';
import { compileAt } from '../segments/compile-at.ts';
import { segmentById } from '../segments/index.ts';
import { shardOf } from './address.ts';
import { explainMembership } from './explain-membership.ts';
import { identitiesOf, profilesNamed } from './identities-of.ts';
import { knownProfile, nobody } from './known-profile.ts';
import { ExplanationBody, MembershipBody, ProfileDetailSchema, ProfileSummary, TimelineItemSchema } from './schemas.ts';
import { summaries } from './show-profiles.ts';
import { findProfiles } from './storage.ts';

/** People: found in D1, shown from their shard. */
export const profileRoutes = new Hono<Admin>();

profileRoutes.get(
	'/profiles',
	describeRoute({
		tags: ['Profiles'],
		summary:
			'Find people, by any identity of theirs, a part of a name or of any trait, or one trait (`plan:pro`); who was seen last first',
		responses: { ...answers(200, listOf(ProfileSummary)), ...refuses(401) },
	}),
	requireUser,
	query(v.object({ search: v.optional(v.string()), segment: v.optional(v.string()), cursor: v.optional(CursorText) })),
	async (c) => {
		const { search = null, segment = null, cursor } = c.req.valid('query');
		const named = search === null ? [] : await profilesNamed(c.env, search);
		const found = await findProfiles(c.env, { search, named, segment, cursor: readCursor(cursor) });
		return c.json({ items: await summaries(c.env, found.rows), cursor: found.cursor });
	},
);

profileRoutes.get(
	'/profiles/:id',
	describeRoute({
		tags: ['Profiles'],
		summary: 'One person, from the shard that holds the truth; who was merged is the profile that they became',
		responses: { ...answers(200, ProfileDetailSchema), ...refuses(401, 404) },
	}),
	requireUser,
	async (c) => {
		const detail = await shardOf(c.env, knownProfile(c.env, c.req.param('id'))).detail(c.req.param('id'));
		if (!detail) throw nobody(c.req.param('id'));
		return Response.json({ ...detail, identities: await identitiesOf(c.env, detail) });
	},
);

profileRoutes.get(
	'/profiles/:id/events',
	describeRoute({
		tags: ['Profiles'],
		summary: 'A person’s timeline, newest first',
		responses: { ...answers(200, listOf(TimelineItemSchema)), ...refuses(401, 404) },
	}),
	requireUser,
	query(v.object({ before: v.optional(v.pipe(v.string(), v.isoTimestamp())) })),
	async (c) => {
		const { before } = c.req.valid('query');
		const id = knownProfile(c.env, c.req.param('id'));
		const beforeMs = before === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(before);
		return Response.json(await shardOf(c.env, id).timeline(id, beforeMs));
	},
);

profileRoutes.get(
	'/profiles/:id/explain',
	describeRoute({
		tags: ['Profiles'],
		summary: 'Why a person is in a segment or not',
		responses: { ...answers(200, MembershipBody), ...refuses(401, 404) },
	}),
	requireUser,
	query(v.object({ segment: v.string() })),
	async (c) => {
		const id = knownProfile(c.env, c.req.param('id'));
		const segment = await segmentById(c.env, c.req.valid('query').segment);
		if (!segment) throw new Refusal('segment-unknown', 'There is no such segment.', { status: 404, path: 'segment' });
		const explained = await explainMembership(c.env, id, segment);
		if (!explained) throw nobody(id);
		return Response.json(explained);
	},
);

profileRoutes.post(
	'/profiles/:id/explain',
	describeRoute({
		tags: ['Profiles'],
		summary: 'Why a person meets a condition or not',
		responses: { ...answers(200, ExplanationBody), ...refuses(400, 401, 404) },
	}),
	requireUser,
	jsonBody(v.object({ condition: jsonObject('A condition is an object.') })),
	async (c) => {
		const id = knownProfile(c.env, c.req.param('id'));
		const { condition } = c.req.valid('json');
		compileAt(condition, 'condition');
		const explanation = await shardOf(c.env, id).explain(id, JSON.stringify(condition), null);
		if (!explanation) throw nobody(id);
		return Response.json(explanation);
	},
);
