import { askFromPanel } from '../ask.ts';
import { visitorHere, visitorUrl } from '../content/page.ts';
import { attempt, type Panel } from '../content/panel.ts';

/*
Single-page apps change their address without loading a page: then other experiences may act.
By hand: on a single-page app, follow a link inside it: the panel's reasons change.
*/

/** Browsers without the Navigation API keep the reasons of the page that was loaded. */
export function init(panel: Panel, signal: AbortSignal): void {
	if (!('navigation' in window)) return;
	let explained = visitorUrl(location.href);
	const onChange = () => {
		const url = visitorUrl(location.href);
		if (url === explained) return;
		explained = url;
		attempt(panel, async () => {
			const anonymousId = visitorHere();
			panel.explanation.value = (await askFromPanel('start-panel', { url, anonymousId })).explanation;
		});
	};
	window.navigation.addEventListener('currententrychange', onChange, { signal });
}
