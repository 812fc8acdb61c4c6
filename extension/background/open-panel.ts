import browser from 'webextension-polyfill';
import { Refusal } from '../../core/refusal.ts';
import { call } from '../api/call.ts';
import { matchSite } from '../api/match-site.ts';
import { listOf, type Site, siteShape } from '../api/shapes.ts';
import type { SiteTab } from '../messages.ts';
import { readAccess } from './connection.ts';
import { openPanelTab, readPanelTab } from './tabs.ts';

/** The workspace's sites, and the open tabs that show pages of theirs, the active one first. */
export async function listSiteTabs(): Promise<{ sites: readonly Site[]; tabs: readonly SiteTab[] }> {
	const sites = await readSites();
	const tabs = await browser.tabs.query({});
	const [current] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
	const shown = tabs.flatMap(({ id, url = '', title = url }): SiteTab[] => {
		const site = matchSite(sites, url);
		if (!site || id === undefined) return [];
		return [{ tabId: id, url, title, siteName: site.name, current: id === current?.id }];
	});
	return { sites, tabs: shown.sort((a, b) => Number(b.current) - Number(a.current)) };
}

/** Opens the panel on a tab. Refuses pages that belong to no site of the workspace. */
export async function openPanel(tabId: number): Promise<void> {
	const { url = '' } = await browser.tabs.get(tabId);
	const site = matchSite(await readSites(), url);
	if (!site) throw new Refusal('not-a-site', "This page is on none of the workspace's sites.");
	await openPanelTab(tabId, site.id);
	await inject(tabId);
	await browser.tabs.update(tabId, { active: true });
}

/** Brings the panel back after the tab loaded another page of the same site. Nothing happens in tabs without a panel. */
export async function reopenPanel(tabId: number, url: string): Promise<void> {
	const tab = await readPanelTab(tabId);
	if (!tab) return;
	const site = matchSite(await readSites(), url);
	if (site?.id === tab.siteId) await inject(tabId);
}

export async function readSites(): Promise<readonly Site[]> {
	const { items } = await call(await readAccess(), { method: 'GET', path: '/api/sites' }, listOf(siteShape));
	return items;
}

/** Runs in the page's isolated world, only where a panel was asked for; in a page that has one, it does nothing. */
async function inject(tabId: number): Promise<void> {
	await browser.scripting.executeScript({ target: { tabId }, files: ['content.js'] });
}
