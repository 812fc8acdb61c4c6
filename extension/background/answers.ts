import { Refusal } from '../../core/refusal.ts';
import type { Access } from '../api/call.ts';
import type { PanelAnswers, PanelAsk, PanelAskKind, PopupAnswers, PopupAsk, PopupAskKind } from '../messages.ts';
import { connect, showConnection } from './connect.ts';
import { forgetConnection, readAccess } from './connection.ts';
import { createExperience, publish, saveExperience } from './experiences.ts';
import { listSiteTabs, openPanel } from './open-panel.ts';
import { originalUrl, previewLink, startPanel } from './start-panel.ts';
import { closePanelTab, keepView, type PanelTab, readPanelTab } from './tabs.ts';
import { keepUnsaved } from './unsaved.ts';

type PopupHandlers = { [Kind in PopupAskKind]: (ask: PopupAsk<Kind>) => Promise<PopupAnswers[Kind]> };

/** What the worker does for the popup. */
export const popupHandlers: PopupHandlers = {
	'read-connection': () => showConnection(),
	connect: ({ address }) => connect(address),
	async disconnect() {
		await forgetConnection(null);
		return await showConnection();
	},
	'list-site-tabs': () => listSiteTabs(),
	async 'open-panel'({ tabId }) {
		await openPanel(tabId);
		return null;
	},
};

/** The tab that a panel's ask came from, as the browser says, not as the ask says. */
export interface Asker extends PanelTab {
	readonly tabId: number;
	readonly access: Access;
}

type PanelHandlers = { [Kind in PanelAskKind]: (ask: PanelAsk<Kind>, asker: Asker) => Promise<PanelAnswers[Kind]> };

/** What the worker does for a panel. */
export const panelHandlers: PanelHandlers = {
	'start-panel': (ask, asker) => startPanel(asker.access, asker, ask),
	async 'keep-view'({ view }, { tabId }) {
		await keepView(tabId, view);
		return null;
	},
	async 'keep-unsaved'({ experienceId, draft }, { siteId }) {
		await keepUnsaved(siteId, experienceId, draft);
		return null;
	},
	'original-url': ({ url }, { access, siteId }) => originalUrl(access, siteId, url),
	'preview-link': (ask, { access, siteId }) => previewLink(access, siteId, ask),
	'save-experience': (ask, { access, siteId }) => saveExperience(access, siteId, ask),
	'create-experience': (ask, { access, siteId }) => createExperience(access, siteId, ask),
	publish: (_, { access, siteId }) => publish(access, siteId),
	async 'close-panel'(_, { tabId }) {
		await closePanelTab(tabId);
		return null;
	},
};

/** Who asks from a tab. Refuses tabs in which no panel was opened. */
export async function askerIn(tabId: number): Promise<Asker> {
	const tab = await readPanelTab(tabId);
	if (!tab) throw new Refusal('no-panel', 'No panel is open in this tab.', { hint: 'Open it from the toolbar.' });
	return { ...tab, tabId, access: await readAccess() };
}
