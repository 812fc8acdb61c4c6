import type { Region } from '../../core/id/id.ts';

/** What Cloudflare tells of where a request came in; anything may be missing, as it is on one's own machine. */
export interface Place {
	readonly continent?: unknown;
	readonly country?: unknown;
	readonly longitude?: unknown;
}

const middleEast = new Set('AE BH CY IL IQ IR JO KW LB OM PS QA SA SY TR YE'.split(' '));
const easternEurope = new Set('BG BY CZ EE FI GR HU LT LV MD MK PL RO RS RU SK UA XK AL BA ME HR SI'.split(' '));

/** Longitudes west of it are nearer to a data centre of western North America. */
const americanDivide = -100;

/**
 * The Durable Object location hint nearest to where somebody is: it becomes part of the id that is minted for them.
 * `weur` where nothing is known.
 * @see https://developers.cloudflare.com/durable-objects/reference/data-location/#provide-a-location-hint
 */
export function regionOf(place: Place | undefined): Region {
	const country = typeof place?.country === 'string' ? place.country : '';
	if (middleEast.has(country)) return 'me';
	switch (place?.continent) {
		case 'NA':
			return longitudeOf(place) < americanDivide ? 'wnam' : 'enam';
		case 'SA':
			return 'sam';
		case 'AS':
			return 'apac';
		case 'OC':
			return 'oc';
		case 'AF':
			return 'afr';
		default:
			return easternEurope.has(country) ? 'eeur' : 'weur';
	}
}

function longitudeOf({ longitude }: Place): number {
	const degrees = typeof longitude === 'string' || typeof longitude === 'number' ? Number(longitude) : Number.NaN;
	return Number.isNaN(degrees) ? 0 : degrees;
}
