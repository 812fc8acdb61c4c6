/** Unsaved drafts, kept until they are saved, thrown away or disconnected: closing a tab loses no work. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { experienceShape, statuses, variantShape } from '../api/shapes.ts';
import type { Draft } from '../draft/change-draft.ts';

const contentShape = v.object({ status: v.picklist(statuses), variants: v.array(variantShape) });
const draftShape: v.GenericSchema<unknown, Draft> = v.object({
	base: experienceShape,
	saved: contentShape,
	history: v.object({ past: v.array(contentShape), present: contentShape, future: v.array(contentShape) }),
});

/** Keeps or, with null, forgets the unsaved draft of an experience. What is no draft of it is not kept. */
export async function keepUnsaved(siteId: string, experienceId: string, draft: unknown): Promise<void> {
	const key = prefixOf(siteId) + experienceId;
	const parsed = v.safeParse(draftShape, draft);
	const own = parsed.success && parsed.output.base.id === experienceId && parsed.output.base.siteId === siteId;
	if (own) await browser.storage.local.set({ [key]: parsed.output });
	else await browser.storage.local.remove(key);
}

/** A site's unsaved drafts by experience id. What an older version of the extension kept otherwise is left out. */
export async function readUnsaved(siteId: string): Promise<Record<string, Draft>> {
	const stored = Object.entries(await browser.storage.local.get(null));
	const drafts = stored
		.filter(([key]) => key.startsWith(prefixOf(siteId)))
		.map(([, draft]) => v.safeParse(draftShape, draft))
		.flatMap((parsed) => (parsed.success ? [parsed.output] : []));
	return Object.fromEntries(drafts.map((draft) => [draft.base.id, draft]));
}

function prefixOf(siteId: string): string {
	return `unsaved:${siteId}:`;
}
