/**
 * What tests in workerd fetch from other servers. On loopback it is a server that the test run has started. Elsewhere `/page/…` is
 * the HTML that the path says, and anything else is not there. No test leaves the machine.
 */
export async function answerOutside(request: Request): Promise<Response> {
	const { hostname, pathname } = new URL(request.url);
	if (hostname === '127.0.0.1') return passOn(request);
	const [, html] = /^\/page\/(.*)$/.exec(pathname) ?? [];
	if (html === undefined) return new Response('Not found', { status: 404 });
	return new Response(decodeURIComponent(html), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

async function passOn(request: Request): Promise<Response> {
	const { url, method, headers } = request;
	const body = method === 'GET' ? null : await request.arrayBuffer();
	return fetch(url, { method, headers: [...headers], body, redirect: 'manual' });
}
