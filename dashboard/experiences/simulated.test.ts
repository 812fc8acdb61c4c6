import { expect, it } from 'vitest';
import { emptyQuestion, readQuestion } from './simulated.ts';

it('asks about no page and nobody where nothing is typed', () => {
	expect(readQuestion(emptyQuestion, 'UTC')).toEqual({ url: null, drafts: true });
});

it('tells person, segments, device, cookies, attributes and moment', () => {
	const simulated = {
		...emptyQuestion,
		...{ url: 'https://shop.example/', referrer: 'https://search.example/', drafts: false },
		...{ person: { id: 'p1', name: 'Ada' }, segments: [], device: 'mobile', cookies: 'seen=1; plan=a=b; broken' },
		...{ attributes: { traits: { plan: 'pro' } }, at: '2026-07-01T09:00' },
	} as const;
	expect(readQuestion(simulated, 'Europe/Berlin')).toEqual({
		...{ url: 'https://shop.example/', referrer: 'https://search.example/', drafts: false },
		...{ anonymousId: 'p1', segments: [], at: '2026-07-01T07:00:00.000Z' },
		attributes: { traits: { plan: 'pro' }, device: { type: 'mobile' }, cookie: { seen: '1', plan: 'a=b' } },
	});
});
