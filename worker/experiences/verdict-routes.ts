import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { Admin } from '../access/admin.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { existingSite } from '../sites/index.ts';
import { existingExperience } from './existing.ts';
import { readRelease } from './storage.ts';
import { type CheckedPage, checkExperience, pageReader } from './verdict/check-experience.ts';
import { checkRelease, pagesOfLate } from './verdict/check-release.ts';
import { readVerdicts } from './verdict/storage.ts';

const tags = ['Experiences'];

const Verdicts = v.object({
	checkedAt: v.pipe(v.nullable(v.string()), v.description('When; null when never.')),
	pages: v.array(
		v.object({
			path: v.string(),
			problem: v.pipe(v.nullable(v.string()), v.description('Why the page could not be looked at.')),
			edits: v.array(
				v.object({
					variantId: v.string(),
					editId: v.string(),
					place: v.pipe(v.picklist(['edge', 'browser', 'off']), v.description('Where the edit is made; off: nowhere.')),
					reason: v.pipe(v.nullable(v.string()), v.description('Why not at the edge.')),
					found: v.picklist(['once', 'no', 'several']),
					foundAt: v.pipe(
						v.exactOptional(v.string()),
						v.description(
							'The selector by which the element was found again, where its own does not find it any more.',
						),
					),
				}),
			),
		}),
	),
});

/** Where edits are made, page by page, and why. */
export const verdictRoutes = new Hono<Admin>()
	.get(
		'/experiences/:id/verdicts',
		describeRoute({
			tags,
			summary: 'Where the edits that visitors get are made, as the last check found it',
			responses: { ...answers(200, Verdicts), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingExperience(c.env, c.req.param('id'));
			const stored = await readVerdicts(c.env, id);
			return c.json(told(stored?.pages ?? [], stored?.checkedAt ?? null));
		},
	)

	.post(
		'/experiences/:id/verdicts',
		describeRoute({
			tags,
			summary: 'Look at the pages now: where the draft’s edits would be made; what visitors get is checked anew',
			responses: { ...answers(200, Verdicts), ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const experience = await existingExperience(c.env, c.req.param('id'));
			const site = await existingSite(c.env, experience.siteId);
			const nowMs = Date.now();
			const read = pageReader(site);
			const release = site.release === null ? null : await readRelease(c.env, site.id, site.release);
			const live = release?.experiences.filter(({ id }) => id === experience.id) ?? [];
			if (release && live.length > 0) await checkRelease(c.env, site, { ...release, experiences: live }, nowMs, read);
			const last = (await readVerdicts(c.env, experience.id))?.pages ?? [];
			const seen = await pagesOfLate(c.env, site.id, nowMs);
			return c.json(told(await checkExperience(experience, site, read, last, seen), nowMs));
		},
	);

function told(pages: readonly CheckedPage[], checkedAtMs: number | null): v.InferOutput<typeof Verdicts> {
	return {
		checkedAt: checkedAtMs === null ? null : new Date(checkedAtMs).toISOString(),
		pages: pages.map(({ path, problem, edits }) => ({
			...{ path, problem },
			edits: edits.map(({ selector: _, wasFound: __, isLate: ___, ...told }) => told),
		})),
	};
}
