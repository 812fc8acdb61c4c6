import { html } from '../html.ts';
import type { Page } from '../page.ts';

/** For every address that leads nowhere. */
export function notFoundPage(): Page {
	return {
		status: 404,
		name: 'not-found',
		title: 'Off the map',
		description: 'There is no page at this address.',
		data: null,
		main: html`<div class="wrap block narrow">
<h1 id="not-found-title">Off the map</h1>
<p class="lead">There is no path here. The last signpost is a good place to turn back to.</p>
<p><a class="button" href="/">Back to the shop</a></p>
</div>`,
	};
}
