/** Tabs with an open panel, kept in session storage: it outlives reloads and stops of the worker, not the browser. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type View, viewShape } from '../messages.ts';

const panelTabShape = v.object({ siteId: v.string(), view: viewShape });
export type PanelTab = v.InferOutput<typeof panelTabShape>;

const firstView: View = { side: 'right', editing: null, askedFor: null };

/** The tab's panel; null when none is open there. */
export async function readPanelTab(tabId: number): Promise<PanelTab | null> {
	const key = keyOf(tabId);
	const parsed = v.safeParse(panelTabShape, (await browser.storage.session.get(key))[key]);
	return parsed.success ? parsed.output : null;
}

/** Remembers that the panel is open in a tab. One that was open before keeps its view, unless it was another site's. */
export async function openPanelTab(tabId: number, siteId: string): Promise<void> {
	const before = await readPanelTab(tabId);
	const view = before?.siteId === siteId ? before.view : firstView;
	await browser.storage.session.set({ [keyOf(tabId)]: { siteId, view } });
}

export async function keepView(tabId: number, view: View): Promise<void> {
	const tab = await readPanelTab(tabId);
	if (tab) await browser.storage.session.set({ [keyOf(tabId)]: { ...tab, view } });
}

export async function closePanelTab(tabId: number): Promise<void> {
	await browser.storage.session.remove(keyOf(tabId));
}

function keyOf(tabId: number): string {
	return `tab:${tabId}`;
}
