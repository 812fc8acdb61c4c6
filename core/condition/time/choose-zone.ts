import { nearest } from '../nearest.ts';
import type { Asked, Compiler } from '../node.ts';
import { refuse } from '../refuse.ts';
import { zonePaths } from './person-zone.ts';
import type { ZoneOf } from './window.ts';
import { zoneOf } from './zone.ts';

/** Compiles `"timeZone": "person"` (which it is when nothing is said), `"site"` or a zone's name, or refuses it. */
export function chooseZone(json: unknown, path: string, compiler: Compiler): ZoneOf {
	if (json === undefined || json === 'person') {
		for (const one of zonePaths) compiler.depends.attributes.add(one);
		return (asked: Asked) => asked.personZone();
	}
	if (json === 'site') return () => compiler.siteZone;
	const zone = zoneOf(json);
	if (zone) return () => zone;
	const meant =
		typeof json === 'string' ? nearest(json, ['person', 'site', ...Intl.supportedValuesOf('timeZone')]) : null;
	refuse(
		path,
		'There is no such time zone.',
		meant ? `Did you mean ${meant}?` : 'Write "person", "site" or a name such as "Europe/Berlin".',
	);
}
