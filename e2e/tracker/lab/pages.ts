/** The site's pages, made around what a tracker wants in its head. Null when there is no such page. */
export function pageOf(pathname: string, head: string): string | null {
	return pages[pathname]?.(head) ?? null;
}

const pages: Record<string, (head: string) => string> = {
	/** Has the tracker, keeps what is thrown into it and whether it came from the back/forward cache, and tells the site when a prerendered one is shown. */
	'/page': (head) =>
		document(
			'Page',
			`<script>
				window.errors = [];
				addEventListener('error', ({ message }) => errors.push(message));
				addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
				addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });
				if (document.prerendering) {
					addEventListener('load', () => fetch('/ran-ahead'));
					document.addEventListener('prerenderingchange', () => fetch('/activated'));
				}
			</script>${head}`,
		),
	/** Where visitors leave to. */
	'/away': () => document('Away', ''),
	/** Renders `/page` ahead, and goes there when the site says so: a page under DevTools does not prerender. */
	'/ahead': () =>
		document(
			'Ahead',
			`<script type="speculationrules">{"prerender":[{"source":"list","urls":["/page"],"eagerness":"immediate"}]}</script>
			<script>fetch('/go').then(() => { location.href = '/page'; });</script>`,
		),
	'/ran-ahead': () => '',
	'/activated': () => '',
	'/favicon.ico': () => '',
};

function document(title: string, head: string): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><h1>${title}</h1></body></html>`;
}
