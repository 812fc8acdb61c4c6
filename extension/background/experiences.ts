import * as v from 'valibot';
import { sayConflict } from '../../core/experience/conflicts.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Conflict, Experience } from '../../core/release/types.ts';
import { type Access, call, readJson, refusalOf, send } from '../api/call.ts';
import { errorShape, experienceShape, listOf, releaseShape, type SavedExperience } from '../api/shapes.ts';
import type { PanelAsk, PublishAnswer, SaveAnswer } from '../messages.ts';

/** Reads one experience. Refuses one of another site: the panel acts on its own site only. */
export async function readExperience(access: Access, siteId: string, id: string): Promise<SavedExperience> {
	const path = `/api/experiences/${encodeURIComponent(id)}`;
	const experience = await call(access, { method: 'GET', path }, experienceShape);
	if (experience.siteId === siteId) return experience;
	throw new Refusal('other-site', 'That experience belongs to another site.', { status: 403 });
}

/** Saves a draft's status and variants, unless somebody saved since `updatedAt`: then it answers what they saved. */
export async function saveExperience(
	access: Access,
	siteId: string,
	{ experienceId, updatedAt, status, variants }: PanelAsk<'save-experience'>,
): Promise<SaveAnswer> {
	const current = await readExperience(access, siteId, experienceId);
	if (current.updatedAt !== updatedAt) return { state: 'conflict', theirs: current };
	const path = `/api/experiences/${encodeURIComponent(experienceId)}`;
	// The workspace itself refuses to save over a version that is not the newest, so nothing is lost between the two calls.
	const body = { ...current, status, variants };
	try {
		return { state: 'saved', experience: await call(access, { method: 'PUT', path, body }, experienceShape) };
	} catch (error) {
		if (!(error instanceof Refusal && error.code === 'changed-meanwhile')) throw error;
		return { state: 'conflict', theirs: await readExperience(access, siteId, experienceId) };
	}
}

/** A new personalisation of one page for one segment (or everyone): a draft, until somebody sets it live. */
export async function createExperience(
	access: Access,
	siteId: string,
	{ name, path, segmentId, variantId }: PanelAsk<'create-experience'>,
): Promise<SavedExperience> {
	const body: Omit<Experience, 'id' | 'siteId' | 'seed'> = {
		name,
		kind: 'personalization',
		status: 'draft',
		pages: { include: [path], exclude: [] },
		audience: segmentId === null ? null : { $segment: segmentId },
		schedule: { from: null, until: null },
		coverage: 1,
		priority: 0,
		variants: [{ id: variantId, name: 'Variant 1', weight: 1, audience: null, edits: [] }],
	};
	const url = `/api/sites/${encodeURIComponent(siteId)}/experiences`;
	return await call(access, { method: 'POST', path: url, body }, experienceShape);
}

/** Publishes the site's drafts as the next release. A release with problems is an answer, not an error. */
export async function publish(access: Access, siteId: string): Promise<PublishAnswer> {
	const path = `/api/sites/${encodeURIComponent(siteId)}/releases`;
	const response = await send(access, { method: 'POST', path, body: {} });
	const body = await readJson(response);
	const release = v.safeParse(releaseShape, body);
	if (response.ok && release.success) {
		const { number, conflicts } = release.output;
		return { state: 'live', number, conflicts: await sayConflicts(access, siteId, conflicts) };
	}
	const refused = v.safeParse(errorShape, body);
	if (response.status !== 422 || !refused.success) throw refusalOf(response.status, body);
	const { message, problems = [] } = refused.output.error;
	return { state: 'refused', message, problems };
}

/** Who gives way to whom, by the names that experiences have. */
async function sayConflicts(access: Access, siteId: string, conflicts: readonly Conflict[]): Promise<string[]> {
	if (conflicts.length === 0) return [];
	const path = `/api/sites/${encodeURIComponent(siteId)}/experiences`;
	const { items } = await call(access, { method: 'GET', path }, listOf(experienceShape));
	const nameOf = (id: string) => items.find((one) => one.id === id)?.name ?? id;
	return conflicts.map((conflict) => sayConflict(conflict, nameOf));
}
