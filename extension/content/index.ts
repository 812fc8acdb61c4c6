/** The panel's entry: starts what the imports name, and ends all of it with one abort. */
import { h, render } from 'preact';
import { askFromPanel } from '../ask.ts';
import * as changeElement from '../features/change-element.tsx';
import * as editText from '../features/edit-text.ts';
import * as followNavigation from '../features/follow-navigation.ts';
import * as hideElement from '../features/hide-element.ts';
import * as holdElement from '../features/hold-element.tsx';
import * as keepUnsaved from '../features/keep-unsaved.ts';
import * as previewVariant from '../features/preview-variant.ts';
import * as undoChange from '../features/undo-change.tsx';
import { troubleOf } from '../ui/trouble.tsx';
import { Failed } from './failed.tsx';
import { hideBanner } from './hide-banner.ts';
import { type Host, placeHost } from './host.ts';
import { isOriginal, visitorHere, visitorUrl } from './page.ts';
import { attempt, createPanel, type Panel } from './panel.ts';
import { PanelView } from './panel-view.tsx';
import { setStage } from './stage.ts';

declare global {
	/** Set in the isolated world while a panel is open, so that the script that is put into a page twice runs once. */
	var edgewisePanelOpen: boolean | undefined;
}

async function open(): Promise<void> {
	const abort = new AbortController();
	const host = placeHost(document, abort.signal);
	abort.signal.addEventListener('abort', () => {
		globalThis.edgewisePanelOpen = undefined;
	});
	try {
		const anonymousId = visitorHere();
		const start = await askFromPanel('start-panel', { url: visitorUrl(location.href), anonymousId });
		run(createPanel(start, isOriginal(document)), host, abort);
	} catch (error) {
		render(h(Failed, { trouble: troubleOf(error), close: () => abort.abort() }), mountIn(host));
	}
}

function run(panel: Panel, host: Host, abort: AbortController): void {
	const { signal } = abort;
	if (panel.original) hideBanner(document, signal);
	const stage = setStage(document, signal);
	previewVariant.init(panel, stage, signal);
	editText.init(panel, stage, host, signal);
	hideElement.init(panel, stage, host, signal);
	changeElement.init(panel, stage, host, signal);
	holdElement.init(panel, stage, host, signal);
	undoChange.init(panel, host.root, signal);
	keepUnsaved.init(panel, signal);
	followNavigation.init(panel, signal);
	const close = async () => {
		await askFromPanel('close-panel', {});
		abort.abort();
		if (panel.original) location.assign(visitorUrl(location.href));
	};
	render(h(PanelView, { panel, move: () => move(panel), close: () => attempt(panel, close) }), mountIn(host));
}

function move(panel: Panel): void {
	const view = { ...panel.view.value, side: panel.view.value.side === 'left' ? 'right' : 'left' } as const;
	panel.view.value = view;
	askFromPanel('keep-view', { view });
}

function mountIn({ root }: Host): Element {
	const mount = document.createElement('div');
	root.append(mount);
	return mount;
}

if (!globalThis.edgewisePanelOpen) {
	globalThis.edgewisePanelOpen = true;
	open();
}
