import { allowed } from './consent.ts';
import { options } from './options.ts';
import { post } from './post.ts';
import { anonymousId, knownId, useId } from './visitor.ts';

/**
 * Comes from another host of the site: takes the visitor's id off the address, where none is known here. Ours is the last
 * parameter; where something came behind it, the address is left alone.
 */
export async function arrive(): Promise<void> {
	const { href } = location;
	const [given, sealed] = /[?&]_ew=([^&#]+)(?=#|$)/.exec(href) ?? [];
	if (!given) return;
	history.replaceState(history.state, '', href.replace(given, ''));
	if (knownId() || !allowed().analytics) return;
	const { id } = await ask({ token: sealed, referrer: document.referrer });
	if (id) useId(id);
}

/**
 * Signs links to the site's other hosts before they are followed: when a pointer or the focus comes near. The click itself
 * never waits.
 */
export async function signLink({ target }: Event): Promise<void> {
	const link = linkAround(target);
	if (!link || !options.links?.includes(link.host) || !allowed().analytics) return;
	const { token } = await ask({ id: anonymousId() });
	const search = link.search.replace(/[?&]_ew=.*/, '');
	if (token) link.search = `${search}${search ? '&' : '?'}_ew=${token}`;
}

async function ask(what: object): Promise<{ id?: string; token?: string }> {
	const response = await post('link', JSON.stringify({ writeKey: options.key, ...what }));
	// Something between us and the edge may answer in its place.
	return response?.ok ? response.json().catch(() => ({})) : {};
}

/** The link that something is in. The document, which may be what an event is about, is in none. */
export function linkAround(target: EventTarget | null): HTMLAnchorElement | null | undefined {
	return (target as Element).closest?.<HTMLAnchorElement>('a[href]');
}
