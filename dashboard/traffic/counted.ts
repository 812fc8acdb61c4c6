import type { Site } from '../shapes/sites.ts';
import type { Traffic, TrafficSplit } from '../shapes/traffic.ts';

/** People with a profile and people without, together. */
export function together({ identified, cookieless }: TrafficSplit<number>): number {
	return identified + cookieless;
}

/** The whole span in a few numbers. `today` is the last day of it. */
export function figuresOf({ days }: Traffic) {
	const views = days.reduce((sum, day) => sum + day.identified.views + day.cookieless.views, 0);
	const visitors = days.reduce((sum, day) => sum + day.identified.visitors + day.cookieless.visitors, 0);
	const today = days.at(-1);
	return {
		views,
		visitorsADay: days.length === 0 ? 0 : Math.round(visitors / days.length),
		today: today ? today.identified.visitors + today.cookieless.visitors : 0,
	};
}

/** Who is counted at a site, in a sentence or two that its owner can stand by. */
export function whoIsCounted({ consentMode, beforeConsent }: Pick<Site, 'consentMode' | 'beforeConsent'>): string {
	if (consentMode === 'implied') return 'Everybody is counted until they refuse. Who refuses is not counted at all.';
	if (beforeConsent === 'nothing') return 'Only visitors who have agreed are counted.';
	return (
		'Visitors who have not answered yet are counted without cookies and without an identifier: their page views, and who is who by a ' +
		'hash that is deleted when the day is over. Who said no is not counted; who has Global Privacy Control or Do Not Track on ' +
		'counts as a view only. Who agrees during a visit is counted on both sides that day.'
	);
}
