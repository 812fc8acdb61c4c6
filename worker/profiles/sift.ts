import type { Event } from '../../core/event/index.ts';
import type { Profile } from './profile.ts';
import type { Said } from './stored-event.ts';
import { TraitRoom } from './trait-room.ts';

/** Which events the person has already. */
export interface Seen {
	has(event: Event): boolean;
	add(event: Event): void;
}

export interface Sifted {
	readonly fresh: readonly Said[];
	/** How many the person has already, in storage or earlier in the same batch. */
	readonly duplicates: number;
	/** Positions of events whose traits would not fit the profile any more. */
	readonly full: readonly number[];
}

/** Tells new events from those that the person already has, and from those for whose traits there is no room. */
export function sift(profile: Profile | null, said: readonly Said[], seen: Seen): Sifted {
	const fresh: Said[] = [];
	const full: number[] = [];
	let duplicates = 0;
	let room: TraitRoom | null = null;
	for (const [position, one] of said.entries()) {
		const { event } = one;
		if (seen.has(event)) {
			duplicates++;
			continue;
		}
		if (event.type === 'identify' && event.traits !== null) {
			// Measured only for who says something of themselves: most batches do not.
			room ??= new TraitRoom(profile?.traits ?? {});
			if (!room.take(event.traits)) {
				full.push(position);
				continue;
			}
		}
		seen.add(event);
		fresh.push(one);
	}
	return { fresh, duplicates, full };
}
