import { listen } from './listen.ts';
import { options } from './options.ts';

/**
 * Tells of each page that the visitor sees: now; at each change of the URL within the page, after the page's own scripts
 * had the chance to set the title; and when the back/forward cache brings the page back. `previous` is the URL before,
 * where the visitor came from within the page.
 */
export function watchPages(onPage: (previous?: string) => void): void {
	let current = viewOf(location.href);
	const look = () =>
		setTimeout(() => {
			const previous = current;
			current = viewOf(location.href);
			if (current !== previous) onPage(previous);
		});
	for (const name of ['pushState', 'replaceState'] as const) {
		const original = history[name];
		history[name] = function (...args) {
			original.apply(this, args);
			look();
		};
	}
	listen('popstate', look);
	window.navigation?.addEventListener('currententrychange', look);
	listen<PageTransitionEvent>('pageshow', ({ persisted }) => persisted && onPage());
	onPage();
}

/** Runs at once, or when a page that was rendered ahead is really shown. */
export function whenShown(run: () => void): void {
	if (document.prerendering) listen('prerenderingchange', run);
	else run();
}

/** A URL without its fragment, which moves within a page, unless a router keeps its path there. */
export function viewOf(url: string): string {
	return 'hash' in options ? url : url.replace(/#(?![/!]).*/, '');
}
