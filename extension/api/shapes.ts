/**
 * What the workspace's API answers, parsed once where it enters the extension. Only what the extension reads is named;
 * what it sends back (experiences) keeps the fields that it does not know.
 */
import * as v from 'valibot';
import { editSchema } from '../../core/edit/schema.ts';
import type { Experience, Variant } from '../../core/release/types.ts';

const condition = v.record(v.string(), v.unknown());

export const variantShape: v.GenericSchema<unknown, Variant> = v.looseObject({
	id: v.string(),
	name: v.string(),
	weight: v.number(),
	audience: v.nullable(condition),
	edits: v.array(editSchema),
});

export const statuses = ['draft', 'live', 'paused'] as const;

/** An experience as the API keeps it: the draft, and when it was last saved (ISO instant). */
export type SavedExperience = Experience & { readonly updatedAt: string };

export const experienceShape: v.GenericSchema<unknown, SavedExperience> = v.looseObject({
	id: v.string(),
	siteId: v.string(),
	name: v.string(),
	kind: v.picklist(['personalization', 'experiment', 'bandit']),
	status: v.picklist(statuses),
	pages: v.looseObject({ include: v.array(v.string()), exclude: v.array(v.string()) }),
	audience: v.nullable(condition),
	schedule: v.looseObject({ from: v.nullable(v.string()), until: v.nullable(v.string()) }),
	coverage: v.number(),
	seed: v.string(),
	priority: v.number(),
	variants: v.array(variantShape),
	updatedAt: v.string(),
});

/** A list as the API answers it. The extension asks for first pages only. */
export const listOf = <T>(item: v.GenericSchema<unknown, T>) => v.object({ items: v.array(item) });

export const siteShape = v.object({
	id: v.string(),
	name: v.string(),
	hostnames: v.array(v.string()),
	release: v.nullable(v.number()),
});
export type Site = v.InferOutput<typeof siteShape>;

export const segmentShape = v.object({ id: v.string(), name: v.string() });
export type Segment = v.InferOutput<typeof segmentShape>;

const role = v.optional(v.picklist(['owner', 'editor', 'viewer']), 'viewer');
/** What somebody may do in the workspace. */
export type Role = v.InferOutput<typeof role>;

export const meShape = v.object({
	user: v.object({ name: v.nullish(v.string(), ''), email: v.string(), role }),
	workspace: v.object({ name: v.string() }),
});
export type Me = v.InferOutput<typeof meShape>;

/** What the extension shows of a decision: what acts on this page for this visitor, and why. */
export type Verdict = v.InferOutput<typeof verdict>;

const verdict = v.object({
	experienceId: v.string(),
	variantId: v.nullable(v.string()),
	says: v.string(),
	/** Every check that was made, in its order. */
	steps: v.optional(v.array(v.object({ holds: v.boolean(), says: v.string() })), []),
});

export const explanationShape = v.object({
	release: v.nullish(v.number(), null),
	decisions: v.array(verdict),
});
export type PageExplanation = v.InferOutput<typeof explanationShape>;

export const previewShape = v.object({ url: v.string() });
export const releaseShape = v.object({
	number: v.number(),
	conflicts: v.optional(v.array(v.object({ first: v.string(), second: v.string(), over: v.array(v.string()) })), []),
});

const problem = v.object({
	experienceId: v.nullish(v.string()),
	variantId: v.nullish(v.string()),
	editId: v.nullish(v.string()),
	message: v.string(),
	hint: v.nullish(v.string()),
});
/** One reason why publishing was refused. */
export type Problem = v.InferOutput<typeof problem>;

export const errorShape = v.object({
	error: v.object({
		code: v.string(),
		message: v.string(),
		hint: v.exactOptional(v.string()),
		path: v.exactOptional(v.string()),
		problems: v.exactOptional(v.array(problem)),
	}),
});
