import type { Site } from '../../sites/index.ts';
import { originRequest } from '../origin-request.ts';
import { readingType } from '../origin-response.ts';
import type { FetchedPage } from './judge-page.ts';

/** A page, or why there is none to look at, in words for marketers. */
export type PageRead = FetchedPage | { readonly problem: string };

/** ms. Who publishes waits for it. */
const patienceMs = 2_500;
/** In bytes. */
const longest = 3 * 1024 * 1024;

/** Fetches a page as somebody of whom nothing is known gets it: from the site's origin, or where there is none from the site. Never throws. */
export async function readPage({ hostnames: [host = ''], origin }: Site, path: string): Promise<PageRead> {
	const url = `https://${host}${path}`;
	const headers = { accept: 'text/html', 'user-agent': 'Edgewise/1 (checks the edits of experiences)' };
	const signal = AbortSignal.timeout(patienceMs);
	try {
		const asked = originRequest(new Request(url, { headers }), url, origin ?? `https://${host}`, true);
		const answer = await fetch(asked, { signal });
		const type = readingType(answer.headers.get('content-type') ?? '');
		const problem = problemOf(answer);
		if (problem !== null || type === null) {
			await answer.body?.cancel();
			return { problem: problem ?? 'What is there is no HTML page.' };
		}
		const bytes = new Uint8Array(await answer.arrayBuffer());
		return bytes.length > longest ? { problem: 'The page is larger than 3 MB.' } : { bytes, type };
	} catch {
		return { problem: signal.aborted ? 'The page did not come within 2.5 seconds.' : 'The page could not be reached.' };
	}
}

function problemOf({ status, headers }: Response): string | null {
	if (status >= 300 && status < 400)
		return `The page leads elsewhere: ${(headers.get('location') ?? '').slice(0, 200)}`;
	return status === 200 ? null : `The page answers ${status}.`;
}
