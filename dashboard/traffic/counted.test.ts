import { expect, it } from 'vitest';
import { figuresOf, whoIsCounted } from './counted.ts';

const day = (views: number, visitors: number) => ({ views, visitors });
const top = { pages: [], sources: [], countries: [], devices: [], campaigns: [], events: [] };

it('a span in numbers holds people with a profile and without', () => {
	const days = [
		{ date: '2026-11-23', identified: day(4, 2), cookieless: day(6, 3) },
		{ date: '2026-11-24', identified: day(1, 1), cookieless: day(0, 0) },
	];
	expect(figuresOf({ days, top })).toEqual({ views: 11, visitorsADay: 3, today: 1 });
	expect(figuresOf({ days: [], top })).toEqual({ views: 0, visitorsADay: 0, today: 0 });
});

it('says who is counted, by what the site has chosen', () => {
	expect(whoIsCounted({ consentMode: 'implied', beforeConsent: 'cookieless' })).toContain('until they refuse');
	expect(whoIsCounted({ consentMode: 'required', beforeConsent: 'nothing' })).toContain(
		'Only visitors who have agreed',
	);
	expect(whoIsCounted({ consentMode: 'required', beforeConsent: 'cookieless' })).toContain('without cookies');
});
