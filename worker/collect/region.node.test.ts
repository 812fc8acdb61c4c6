import { expect, test } from 'vitest';
import { regionOf } from './region.ts';

test.each([
	['San Francisco', { continent: 'NA', country: 'US', longitude: '-122.4' }, 'wnam'],
	['New York', { continent: 'NA', country: 'US', longitude: '-74.0' }, 'enam'],
	['America without a longitude', { continent: 'NA', longitude: 'x' }, 'enam'],
	['Lima', { continent: 'SA', country: 'PE' }, 'sam'],
	['Zürich', { continent: 'EU', country: 'CH' }, 'weur'],
	['Warsaw', { continent: 'EU', country: 'PL' }, 'eeur'],
	['Dubai, which is in Asia', { continent: 'AS', country: 'AE' }, 'me'],
	['Tokyo', { continent: 'AS', country: 'JP' }, 'apac'],
	['Auckland', { continent: 'OC', country: 'NZ' }, 'oc'],
	['Nairobi', { continent: 'AF', country: 'KE' }, 'afr'],
	['one’s own machine', undefined, 'weur'],
	['nonsense', { continent: 7, country: {} }, 'weur'],
])('somebody in %s is near their region', (_place, place, region) => {
	expect(regionOf(place)).toBe(region);
});
