import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { CursorText, readCursor } from '../cursor.ts';
import type { Env } from '../env.ts';
import { answers, listOf, refuses } from '../openapi.ts';
import { type HandDecision, mergeByHand } from '../profiles/merge/by-hand.ts';
import { Keep, TwoUsers } from '../profiles/schemas.ts';
import { jsonBody, query } from '../read-json.ts';
import { findDuplicates } from './find.ts';
import { foreseeProposal } from './foresee-proposal.ts';
import { CountsSchema, DuplicateSchema, ForeseenSchema, LevelSchema, MergedMany } from './schemas.ts';
import { type ShownDuplicate, showDuplicates } from './show.ts';
import { countProposals, type DuplicateRow, decide, dropProposals, findProposals, proposalById } from './storage.ts';

const tags = ['Duplicates'];
/** Steps of comparing that a look at the list does before it answers; the cron does the rest. */
const stepsOfLook = 3;
/** Merges that one call does: each is a dozen calls between objects. */
const mergedAtOnce = 20;

/** People who probably are one, and what teammates decide about them. */
export const duplicateRoutes = new Hono<Admin>()
	.get(
		'/duplicates',
		describeRoute({
			tags,
			summary: 'Pairs of people who probably are one, the surest first',
			responses: { ...answers(200, listOf(DuplicateSchema)), ...refuses(400, 401) },
		}),
		requireUser,
		query(
			v.object({
				state: v.optional(v.picklist(['pending', 'dismissed']), 'pending'),
				level: v.optional(LevelSchema),
				cursor: v.optional(CursorText),
			}),
		),
		async (c) => {
			const { state, level = null, cursor: text } = c.req.valid('query');
			const cursor = readCursor(text);
			if (cursor === null) await findDuplicates(c.env, Date.now(), stepsOfLook);
			const found = await findProposals(c.env, { state, level, cursor });
			return c.json({ items: await show(c.env, found.rows), cursor: found.cursor });
		},
	)

	.get(
		'/duplicates/count',
		describeRoute({
			tags,
			summary: 'How many pairs wait for a decision',
			responses: { ...answers(200, CountsSchema), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json(await countProposals(c.env)),
	)

	.post(
		'/duplicates/merge',
		describeRoute({
			tags,
			summary: `Merge pairs that still are certain, up to ${mergedAtOnce} at once; others are left alone, with the reason`,
			responses: { ...answers(200, MergedMany), ...refuses(400, 401, 403) },
		}),
		requireUser,
		jsonBody(v.object({ ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(mergedAtOnce)) })),
		async (c) => {
			const items: v.InferOutput<typeof MergedMany>['items'] = [];
			for (const id of new Set(c.req.valid('json').ids)) {
				try {
					const row = await pending(c.env, id);
					if (row.level !== 'certain') throw new Refusal('duplicate-uncertain', 'They are not certain any more.');
					const profileId = await merge(c.env, row, { twoUsers: false, by: c.get('user').email });
					await record(c, 'profile.merge', profileId);
					items.push({ id, profileId, message: null });
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
					items.push({ id, profileId: null, message: error.message });
				}
			}
			return c.json({ items });
		},
	)

	.get(
		'/duplicates/:id',
		describeRoute({
			tags,
			summary: 'Two people, and who they would be as one; nothing is changed',
			responses: { ...answers(200, ForeseenSchema), ...refuses(400, 401, 404) },
		}),
		requireUser,
		query(v.object({ keep: Keep })),
		async (c) => {
			const row = await known(c.env, c.req.param('id'));
			const [shown] = await showDuplicates(c.env, [row]);
			if (!shown) throw unknown();
			const foreseen = await foreseeProposal(c.env, row, c.req.valid('query').keep, c.get('user').email);
			return Response.json({ ...shown, ...foreseen });
		},
	)

	.post(
		'/duplicates/:id/merge',
		describeRoute({
			tags,
			summary: 'They are one person: merge them, which can be undone for thirty days',
			responses: {
				...answers(200, v.object({ profileId: v.string() }), 'Who stays.'),
				...refuses(400, 401, 403, 404, 409),
			},
		}),
		requireUser,
		jsonBody(v.object({ keep: Keep, twoUsers: TwoUsers })),
		async (c) => {
			const row = await pending(c.env, c.req.param('id'));
			const profileId = await merge(c.env, row, { ...c.req.valid('json'), by: c.get('user').email });
			await record(c, 'profile.merge', profileId);
			return c.json({ profileId });
		},
	)

	.post(
		'/duplicates/:id/dismiss',
		describeRoute({
			tags,
			summary: 'They are two people: never propose them again, whatever becomes of either',
			responses: { ...answers(200, DuplicateSchema), ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const row = await pending(c.env, c.req.param('id'));
			await decide(c.env, row.id, 'pending', 'dismissed', { by: c.get('user').email, now: Date.now() });
			await record(c, 'duplicate.dismiss', row.id);
			return c.json(await showOne(c.env, row.id));
		},
	)

	.post(
		'/duplicates/:id/reopen',
		describeRoute({
			tags,
			summary: 'Take a dismissal back',
			responses: { ...answers(200, DuplicateSchema), ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const row = await known(c.env, c.req.param('id'));
			if (!(await decide(c.env, row.id, 'dismissed', 'pending', { by: '', now: Date.now() }))) throw decided(row);
			await record(c, 'duplicate.reopen', row.id);
			return c.json(await showOne(c.env, row.id));
		},
	);

/** Pending pairs of whom nothing speaks for one person any more leave the list. */
async function show(env: Env, rows: readonly DuplicateRow[]): Promise<ShownDuplicate[]> {
	const shown = await showDuplicates(env, rows);
	const left = new Set(shown.map(({ id }) => id));
	await dropProposals(
		env,
		rows.filter(({ id }) => !left.has(id)).map(({ id }) => id),
	);
	return shown;
}

async function showOne(env: Env, id: string): Promise<ShownDuplicate> {
	const [shown] = await showDuplicates(env, [await known(env, id)]);
	if (!shown) throw unknown();
	return shown;
}

async function merge(env: Env, row: DuplicateRow, decision: HandDecision): Promise<string> {
	const profileId = await mergeByHand(env, row, decision);
	await decide(env, row.id, 'pending', 'merged', { by: decision.by, now: Date.now() });
	return profileId;
}

async function known(env: Env, id: string): Promise<DuplicateRow> {
	const row = await proposalById(env, id);
	if (!row) throw unknown();
	return row;
}

/** A pair that waits for a decision, at its level of now. */
async function pending(env: Env, id: string): Promise<DuplicateRow> {
	const row = await known(env, id);
	if (row.state !== 'pending') throw decided(row);
	const [shown] = await show(env, [row]);
	if (!shown) throw unknown();
	return { ...row, level: shown.level };
}

function unknown(): Refusal {
	return new Refusal('duplicate-unknown', 'Nobody proposes these two any more.', { status: 404 });
}

function decided({ state }: DuplicateRow): Refusal {
	const message = state === 'pending' ? 'They wait for a decision.' : `They are ${state} already.`;
	return new Refusal('duplicate-decided', message, { status: 409 });
}
