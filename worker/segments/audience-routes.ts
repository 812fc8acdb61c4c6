import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { ConditionJson } from '../../core/condition/types.ts';
import type { Admin } from '../access/admin.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { answers, refuses } from '../openapi.ts';
import { audienceOf, memberCounts, sweepProgressByShard } from '../profiles/index.ts';
import { showProfiles } from '../profiles/show-profiles.ts';
import { jsonBody } from '../read-json.ts';
import { checkReferences, refuseCycle } from './check-references.ts';
import { compileAt } from './compile-at.ts';
import { lastDays } from './days.ts';
import { AudienceBody, SegmentPreview, SweepBody, VocabularyBody } from './schemas.ts';
import { listSegments, type Segment } from './storage.ts';
import { suggestedVocabulary } from './suggested-vocabulary.ts';

const tags = ['Segments'];
const examplesShown = 10;
const overlapsShown = 10;
const daysShown = 30;

/** Whom a condition reaches, before it is a segment; and what conditions can ask about. */
export const audienceRoutes = new Hono<Admin>()
	.post(
		'/segments/preview',
		describeRoute({
			tags,
			summary: 'Who meets a condition: how many, ten of them, which segments they are in, and how many did before',
			responses: { ...answers(200, AudienceBody), ...refuses(400, 401) },
		}),
		requireUser,
		jsonBody(SegmentPreview),
		async (c) => {
			const { condition, id = '' } = c.req.valid('json');
			compileAt(condition, 'condition');
			const segments = await listSegments(c.env);
			const others = segments.filter((segment) => segment.id !== id);
			const name = segments.find((segment) => segment.id === id)?.name ?? id;
			if (id !== '') refuseCycle({ id, name, condition }, others);
			checkReferences(condition, others, 'condition');
			return c.json(await previewOf(c.env, condition, segments));
		},
	)

	.get(
		'/sweep',
		describeRoute({
			tags,
			summary: 'How far the shards have come with asking everyone again after segments changed',
			responses: { ...answers(200, SweepBody), ...refuses(401) },
		}),
		requireUser,
		async (c) => {
			const shards = await sweepProgressByShard(c.env);
			const sum = (of: 'people' | 'asked') => shards.reduce((total, shard) => total + shard[of], 0);
			const isOver = shards.every((shard) => shard.isOver);
			return c.json({ people: sum('people'), asked: sum('asked'), isOver, shards });
		},
	)

	.get(
		'/vocabulary',
		describeRoute({
			tags,
			summary: 'Event names, properties, attributes and frequent values that conditions can ask about',
			responses: { ...answers(200, VocabularyBody), ...refuses(401) },
		}),
		requireUser,
		async (c) => Response.json(await suggestedVocabulary(c.env)),
	);

async function previewOf(env: Env, condition: ConditionJson, segments: readonly Segment[]) {
	const days = lastDays(Date.now(), daysShown);
	const [audience, members] = await Promise.all([
		audienceOf(env, condition, { examples: examplesShown, moments: days.map(({ atMs }) => atMs) }),
		memberCounts(env),
	]);
	const overlap = segments
		.map(({ id, name }) => ({ id, name, count: audience.overlap[id] ?? 0, members: members.get(id) ?? 0 }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count)
		.slice(0, overlapsShown);
	return {
		count: audience.count,
		examples: await showProfiles(env, audience.examples),
		overlap,
		days: days.map(({ date }, place) => ({ date, count: audience.counts[place] ?? 0 })),
	};
}
