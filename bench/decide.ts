import { compileRelease, decide } from '../core/experience/index.ts';
import type { Experience } from '../core/release/types.ts';
import { quantile } from './load.ts';
import type { Row } from './report.ts';

const experiences = 20;
const rounds = 20_000;

/** One decision over 20 experiences, half of them personalisation by traits and segments, half experiments, all on the page. */
export function benchDecide(): Row[] {
	const release = compileRelease({
		siteId: 'site',
		number: 1,
		publishedAt: '2026-01-01T00:00:00Z',
		experiences: Array.from({ length: experiences }, (_, i) => experience(i)),
	});
	const visitor = {
		id: 'weur03-abcdefghijklmnopqrstuvwxyz',
		subject: {
			attributes: { traits: { plan: 'pro', orders: 7 }, geo: { country: 'DE' }, device: { type: 'mobile' } },
			events: [],
			segments: new Set(['returning', 's3', 's8']),
		},
		personalization: true,
	};
	const request = { url: 'https://shop.example/products/tent?utm_source=x' };
	const times: number[] = [];
	for (let i = 0; i < rounds; i++) {
		const begin = performance.now();
		decide(release, visitor, request, 1_800_000_000_000 + i);
		times.push(performance.now() - begin);
	}
	times.sort((a, b) => a - b);
	return [
		{
			name: `decide, ${experiences} experiences, median`,
			value: quantile(times, 0.5) * 1000,
			unit: 'µs',
			floor: 50,
			better: 'less',
		},
		{ name: 'the same, p99', value: quantile(times, 0.99) * 1000, unit: 'µs' },
	];
}

function experience(i: number): Experience {
	const audience =
		[
			{ $segment: `s${i}` },
			{ 'traits.plan': 'pro', 'geo.country': { $in: ['DE', 'AT', 'CH'] } },
			{ $or: [{ 'traits.orders': { $gte: 5 } }, { 'device.type': 'tablet' }] },
		][i % 3] ?? null;
	const variant = { audience: null, edits: [{ id: 'e', kind: 'text' as const, selector: 'h1', value: 'Hello' }] };
	return {
		id: `x${i}`,
		siteId: 'site',
		name: `Experience ${i}`,
		kind: i % 2 === 0 ? 'personalization' : 'experiment',
		status: 'live',
		pages: { include: ['/products/*'], exclude: ['/products/secret/*'] },
		audience,
		schedule: { from: null, until: null },
		coverage: 0.8,
		seed: `x${i}`,
		priority: i,
		variants: [
			{ ...variant, id: 'a', name: 'A', weight: 0.5 },
			{ ...variant, id: 'b', name: 'B', weight: 0.5 },
		],
	};
}
