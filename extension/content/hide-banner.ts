/** Hides what the edge says of a preview, while the panel says it and leads out: the page is to look as the origin sends it. */
export function hideBanner(document: Document, signal: AbortSignal): void {
	const style = document.createElement('style');
	style.textContent = '#ew-preview { display: none !important }';
	document.documentElement.append(style);
	signal.addEventListener('abort', () => style.remove());
}
