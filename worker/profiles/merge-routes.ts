import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { answers, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { shardOf } from './address.ts';
import { knownProfile, nobody } from './known-profile.ts';
import { mergeByHand } from './merge/by-hand.ts';
import { mergeById, mergesOf, refusalsOf, type ShownMerge } from './merge/shown-merges.ts';
import { standingsOf } from './merge/standing.ts';
import { Keep, MergeSchema, MergesSchema, TwoUsers } from './schemas.ts';

/** Who was merged into whom, by hand and by themselves, and the way back. */
export const mergeRoutes = new Hono<Admin>()
	.get(
		'/profiles/:id/merges',
		describeRoute({
			tags: ['Profiles'],
			summary: 'What was merged into a person, when, why and by whom; and from whom the guard has kept them apart',
			responses: { ...answers(200, MergesSchema), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const id = await homeOf(c.env, c.req.param('id'));
			const [items, refusals] = await Promise.all([mergesOf(c.env, id, Date.now()), refusalsOf(c.env, id)]);
			return c.json({ items, refusals, cursor: null });
		},
	)

	.post(
		'/profiles/:id/merges',
		describeRoute({
			tags: ['Profiles'],
			summary:
				'Merge two people who are one: the known one stays; of two users, or two unknown ones, who was here first',
			responses: {
				...answers(200, v.object({ profileId: v.string() }), 'The profile that stays.'),
				...refuses(400, 401, 403, 404, 409),
			},
		}),
		requireUser,
		jsonBody(v.object({ profileId: v.string(), keep: Keep, twoUsers: TwoUsers })),
		async (c) => {
			const { profileId: named, keep, twoUsers } = c.req.valid('json');
			const [oneId, otherId] = [await homeOf(c.env, c.req.param('id')), await homeOf(c.env, named)];
			if (oneId === otherId) throw same();
			const profileId = await mergeByHand(c.env, { oneId, otherId }, { keep, twoUsers, by: c.get('user').email });
			await record(c, 'profile.merge', profileId);
			return c.json({ profileId });
		},
	)

	.post(
		'/merges/:id/undo',
		describeRoute({
			tags: ['Profiles'],
			summary: 'Undo a merge, within thirty days: both are again who they were',
			responses: { ...answers(200, MergeSchema), ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const merge = await mergeById(c.env, c.req.param('id'), Date.now());
			if (!merge) throw new Refusal('merge-unknown', 'There is no such merge.', { status: 404 });
			await undo(c.env, merge, c.get('user').email);
			await record(c, 'profile.unmerge', merge.sourceId);
			return c.json((await mergeById(c.env, merge.id, Date.now())) ?? merge);
		},
	);

/** The profile that an id stands for now; refuses who is nobody. */
async function homeOf(env: Env, id: string): Promise<string> {
	const standing = (await standingsOf(env, [knownProfile(env, id)])).get(id);
	if (!standing?.exists) throw nobody(id);
	return standing.profileId;
}

function same(): Refusal {
	return new Refusal('merge-same', 'These are one person already.', {
		path: 'profileId',
		hint: 'Choose another one.',
	});
}

async function undo(env: Env, merge: ShownMerge, by: string): Promise<void> {
	if (merge.undoUntil === null && merge.state !== 'undoing') {
		throw new Refusal('merge-over', 'This merge can not be undone any more.', {
			status: 409,
			hint: 'A merge may be undone once, within thirty days.',
		});
	}
	if (await shardOf(env, merge.sourceId).returnFrom(merge.sourceId, merge.id, by)) return;
	throw new Refusal('merge-not-last', 'The profile that stayed has itself been merged into another one since.', {
		status: 409,
		hint: 'Undo that merge first: it is shown on the profile that they all are now.',
	});
}
