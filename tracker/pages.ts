/** What the browser shows next: `first` after loading or activation, `moved` within the page, `back` from the cache. */
export type PageChange = 'first' | 'moved' | 'back';

/**
 * Tells of each page that the visitor sees: at once, or when a prerendered page is shown; at each History call that
 * changes the URL, after the page's own scripts had the chance to set the title; and when the back/forward cache
 * brings the page back. `previous` is the URL before.
 */
export function watchPages(onPage: (change: PageChange, previous: string) => void): void {
	let current = viewOf(location.href);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const look = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			const previous = current;
			current = viewOf(location.href);
			if (current !== previous) onPage('moved', previous);
		});
	};
	patch('pushState', look);
	patch('replaceState', look);
	addEventListener('popstate', look);
	addEventListener('pageshow', ({ persisted }) => {
		if (persisted) onPage('back', current);
	});
	onPage('first', '');
}

/** Runs at once, or when a page that was rendered ahead is really shown. */
export function whenShown(run: () => void): void {
	if (Reflect.get(document, 'prerendering')) document.addEventListener('prerenderingchange', run, { once: true });
	else run();
}

/** A URL without its fragment, which moves within a page, unless a router keeps its path there. */
export function viewOf(url: string): string {
	return url.replace(/#(?![/!]).*/, '');
}

function patch(name: 'pushState' | 'replaceState', onCall: () => void): void {
	const original = history[name];
	history[name] = function (...args) {
		original.apply(this, args);
		onCall();
	};
}
