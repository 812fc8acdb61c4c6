import { expect, it } from 'vitest';
import { newQuestion, readQuestion, type Simulated } from './simulated.ts';

it('asks about no page and somebody new where nothing is typed', () => {
	expect(readQuestion(newQuestion('', 'new-1'), 'UTC')).toEqual({ url: null, anonymousId: 'new-1', drafts: true });
});

it('tells person, segments, device, cookies, attributes and moment', () => {
	const simulated: Simulated = {
		...newQuestion('', 'new-1'),
		...{ url: 'https://shop.example/', referrer: 'https://search.example/', drafts: false },
		...{ person: { id: 'p1', name: 'Ada' }, segments: [], cookies: 'seen=1; plan=a=b; broken' },
		device: 'mobile',
		...{ attributes: { traits: { plan: 'pro' } }, at: '2026-07-01T09:00' },
	};
	expect(readQuestion(simulated, 'Europe/Berlin')).toEqual({
		...{ url: 'https://shop.example/', referrer: 'https://search.example/', drafts: false },
		...{ anonymousId: 'p1', segments: [], at: '2026-07-01T07:00:00.000Z' },
		attributes: { traits: { plan: 'pro' }, device: { type: 'mobile' }, cookie: { seen: '1', plan: 'a=b' } },
	});
});
