/**
 * Whether a request may be for a page, rather than for what belongs to one. Only pages are personalised, so only they
 * lose their conditional headers. Browsers say what a request is for; others ask for HTML, or for anything at an
 * address that does not end like a file.
 */
export function mayBePage(request: Request): boolean {
	const { headers } = request;
	if ((request.method !== 'GET' && request.method !== 'HEAD') || headers.has('upgrade')) return false;
	const destination = headers.get('sec-fetch-dest');
	const accepts = headers.get('accept') ?? '*/*';
	if (isNavigation(destination)) return true;
	if (accepts.includes('text/html')) return destination === null || destination === 'empty';
	// A piece of a file, rather than of a page: one of those is answered whole, since no piece of it would fit the others.
	if (headers.has('range')) return false;
	return destination === null && accepts.includes('*/*') && !endsLikeFile(new URL(request.url).pathname);
}

function isNavigation(destination: string | null): boolean {
	return destination === 'document' || destination === 'iframe' || destination === 'frame';
}

function endsLikeFile(path: string): boolean {
	return /\.(?!(?:html?|php|aspx?|jsp)$)[a-z][a-z0-9]{0,4}$/i.test(path);
}
