import type { Session, Sessions, Visit } from './types.ts';

/** The pause that ends a session. Midnight does not. */
export const sessionGapMs = 30 * 60_000;

/**
 * Sessions with one more visit. A visit that came late is told from one that opens a session by its own time; null where
 * that takes a look at all visits (`sessionsOf`): before the last session, or where it divides it.
 */
export function addVisit(sessions: Sessions | null, visit: Visit): Sessions | null {
	if (sessions === null) return { count: 1, last: begin(visit) };
	const { count, last } = sessions;
	const other = isOtherCampaign(last, visit);
	if (visit.at < last.startedAt || (visit.at < last.lastAt && other)) return null;
	if (other || visit.at - last.lastAt > sessionGapMs) return { count: count + 1, last: begin(visit) };
	return {
		count,
		last: {
			...last,
			lastAt: Math.max(last.lastAt, visit.at),
			events: last.events + 1,
			pages: last.pages + (visit.isPage ? 1 : 0),
		},
	};
}

/** The sessions of visits in any order, those of one moment as they came; null of none. */
export function sessionsOf(visits: readonly Visit[]): Sessions | null {
	let sessions: Sessions | null = null;
	for (const visit of visits.toSorted((a, b) => a.at - b.at)) sessions = addVisit(sessions, visit);
	return sessions;
}

function begin({ at, isPage, url, campaign }: Visit): Session {
	return { startedAt: at, lastAt: at, events: 1, pages: isPage ? 1 : 0, landing: url, campaign };
}

/** Whoever comes by another campaign has come anew; a page without one goes on with the session's. */
function isOtherCampaign({ campaign }: Session, visit: Visit): boolean {
	return visit.campaign !== null && !isSameCampaign(campaign, visit.campaign);
}

function isSameCampaign(a: Session['campaign'], b: Session['campaign']): boolean {
	return keyOf(a) === keyOf(b);
}

function keyOf(campaign: Session['campaign']): string {
	return JSON.stringify(Object.entries(campaign ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
