import { Refusal } from '../../core/refusal.ts';
import { type Access, call } from '../api/call.ts';
import { experienceShape, explanationShape, listOf, meShape, previewShape, segmentShape } from '../api/shapes.ts';
import type { PanelAsk, PanelStart } from '../messages.ts';
import { readSites } from './open-panel.ts';
import type { PanelTab } from './tabs.ts';
import { readUnsaved } from './unsaved.ts';

/** All that the panel shows at first, asked at once. */
export async function startPanel(
	access: Access,
	{ siteId, view }: PanelTab,
	{ url, anonymousId }: PanelAsk<'start-panel'>,
): Promise<PanelStart> {
	const base = `/api/sites/${encodeURIComponent(siteId)}`;
	const body = anonymousId === null ? { url } : { url, anonymousId };
	const [sites, me, { items: experiences }, { items: segments }, explanation, unsaved] = await Promise.all([
		readSites(),
		call(access, { method: 'GET', path: '/api/me' }, meShape),
		call(access, { method: 'GET', path: `${base}/experiences` }, listOf(experienceShape)),
		call(access, { method: 'GET', path: '/api/segments' }, listOf(segmentShape)),
		call(access, { method: 'POST', path: `${base}/explain`, body }, explanationShape),
		readUnsaved(siteId),
	]);
	const site = sites.find(({ id }) => id === siteId);
	if (!site) throw new Refusal('not-a-site', 'The workspace has this site no more.');
	const { role } = me.user;
	return { site, workspace: access.workspace, role, view, experiences, segments, explanation, unsaved };
}

/** The address that shows the page as the origin sends it. Only on the page's own origin: the panel never leaves the site. */
export function originalUrl(access: Access, siteId: string, url: string): Promise<{ url: string }> {
	return previewUrl(access, siteId, { url, forced: {}, original: true });
}

/** The address that shows a saved variant on a page to whoever has it, for a day. */
export function previewLink(
	access: Access,
	siteId: string,
	{ url, experienceId, variantId }: PanelAsk<'preview-link'>,
): Promise<{ url: string }> {
	return previewUrl(access, siteId, { url, forced: { [experienceId]: variantId }, hours: 24 });
}

async function previewUrl(
	access: Access,
	siteId: string,
	body: { readonly url: string } & Readonly<Record<string, unknown>>,
): Promise<{ url: string }> {
	const path = `/api/sites/${encodeURIComponent(siteId)}/preview`;
	const answer = await call(access, { method: 'POST', path, body }, previewShape);
	if (new URL(answer.url).origin === new URL(body.url).origin) return answer;
	throw new Refusal('unexpected-answer', 'The workspace named a preview on another site.');
}
