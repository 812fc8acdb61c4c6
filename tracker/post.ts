import { options } from './options.ts';

/** Longer than this and a request counts as failed; what arrived nevertheless is deduplicated by the server. */
const patienceMs = 10_000;

/** Bodies up to this length are carried on by the browser when the page goes: it carries 64 KiB, and characters take up to three bytes. */
const carriedCharacters = 20_000;

/**
 * Posts without a preflight, as Segment's SDK and beacons do: text/plain, and no header of our own. Undefined when no
 * answer came.
 */
export function post(call: string, body: string): Promise<Response | undefined> {
	const request = new Request(`${options.base}v1/${call}`, {
		method: 'POST',
		body,
		keepalive: body.length <= carriedCharacters,
		signal: AbortSignal.timeout(patienceMs),
	});
	// A browser that cannot carry a request on has a beacon for it. What arrives twice counts once.
	request.keepalive ?? navigator.sendBeacon(request.url, body);
	return fetch(request).catch(() => undefined);
}
