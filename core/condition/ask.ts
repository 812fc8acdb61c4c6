import type { Asked } from './node.ts';
import { personZone } from './time/person-zone.ts';
import type { Zone } from './time/zone.ts';
import type { Subject } from './types.ts';

/** A question about a subject at a moment, where the person's zone is `siteZone` unless it is known. */
export function ask(subject: Subject, nowMs: number, siteZone: Zone): Asked {
	let zone: Zone | null = null;
	return {
		subject,
		nowMs,
		personZone() {
			zone ??= personZone(subject.attributes) ?? siteZone;
			return zone;
		},
	};
}
