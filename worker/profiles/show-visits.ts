import { type Bag, readAddress, referringHost } from '../../core/event/index.ts';
import type { Session, Touch } from '../../core/session/index.ts';
import { instant } from './instant.ts';
import type { Profile } from './profile.ts';

/** What led somebody here, in the words of `utm` and `page`. */
export interface ToldTouch {
	readonly url: string | null;
	readonly path: string | null;
	readonly referrer: string | null;
	readonly referrerHost: string | null;
	readonly utm: Bag;
}

/** How often a person came, and what led them here. Moments are ISO instants. */
export interface ShownVisits {
	readonly sessions: number;
	readonly lastSession: (Omit<Session, 'startedAt' | 'lastAt'> & Record<'startedAt' | 'lastAt', string>) | null;
	readonly firstTouch: (ToldTouch & { readonly at: string }) | null;
	readonly lastTouch: (ToldTouch & { readonly at: string }) | null;
}

export function tellTouch({ url, referrer, campaign }: Touch): ToldTouch {
	return {
		url,
		path: url === null ? null : (readAddress(url)?.path ?? null),
		referrer,
		referrerHost: referrer === null ? null : referringHost(referrer, ''),
		utm: campaign ?? {},
	};
}

export function showVisits({ sessions, touches }: Profile): ShownVisits {
	return {
		sessions: sessions?.count ?? 0,
		lastSession: sessions ? showSession(sessions.last) : null,
		firstTouch: touches?.first ? showTouch(touches.first) : null,
		lastTouch: touches?.last ? showTouch(touches.last) : null,
	};
}

function showSession(session: Session): NonNullable<ShownVisits['lastSession']> {
	return { ...session, startedAt: instant(session.startedAt), lastAt: instant(session.lastAt) };
}

function showTouch(touch: Touch): ToldTouch & { readonly at: string } {
	return { at: instant(touch.at), ...tellTouch(touch) };
}
