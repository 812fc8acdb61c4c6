import { reader } from '../read-path.ts';
import { type Zone, zoneOf } from './zone.ts';

/** Where a person's time zone is looked for, the surest first: what they or their records say, their browser, their address. */
export const zonePaths: readonly string[] = ['traits.timezone', 'traits.timeZone', 'timezone', 'geo.timezone'];

const readers = zonePaths.map((path) => reader(path, path));

/** The zone in which a person lives; null when nobody knows. A zone that does not exist is passed over. */
export function personZone(attributes: unknown): Zone | null {
	for (const read of readers) {
		const zone = zoneOf(read(attributes));
		if (zone) return zone;
	}
	return null;
}
