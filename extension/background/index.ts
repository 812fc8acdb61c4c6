/**
 * The background worker: the only part that knows the token and talks to the workspace. Browsers stop it when idle and
 * start it at the next event, so nothing lives in its memory that matters.
 */
import browser from 'webextension-polyfill';
import { resumeConnecting } from './connect.ts';
import { closeStorageToPages } from './connection.ts';
import { reopenPanel } from './open-panel.ts';
import { receive } from './receive.ts';
import { closePanelTab } from './tabs.ts';

browser.runtime.onMessage.addListener(receive);

browser.webNavigation.onDOMContentLoaded.addListener(async ({ tabId, frameId, url }) => {
	if (frameId !== 0) return;
	// A page that cannot be scripted, or a workspace that is away, leaves the page as it is.
	await reopenPanel(tabId, url).catch((error) => console.warn('The panel could not be opened again', error));
});

browser.tabs.onRemoved.addListener((tabId) => closePanelTab(tabId));

closeStorageToPages();
resumeConnecting();
