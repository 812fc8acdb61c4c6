import type { Event } from '../../core/event/index.ts';
import type { Env } from '../env.ts';
import { addressOf } from './address.ts';
import { ownersOf } from './identities.ts';
import type { Resolved } from './resolve.ts';
import type { CarriedKind, Ties } from './stored-event.ts';

type Carrier = Pick<Event, 'anonymousId' | 'userId'>;
interface Carried {
	readonly kind: CarriedKind;
	readonly value: string;
}

/**
 * How events are tied to the profiles that they went to, for whoever restores them: by which of their identities not, and
 * whether by a claim. Looks up nothing that this isolate has just resolved.
 */
export async function tiesOf(
	env: Env,
	events: readonly Event[],
	{ profileIds, homes }: Resolved,
	trusted: boolean,
): Promise<readonly Ties[]> {
	// Whoever has only the public key and names no device never gets the userId itself: nothing to look up.
	const asked = events.filter(({ anonymousId }) => trusted || anonymousId !== null);
	const owners = await ownersOf(
		env,
		asked.flatMap((event) => carriedBy(env, event)),
		false,
	);
	const homeOf = (id = '') => homes.get(id) ?? id;
	return events.map((event, position) => {
		const profileId = profileIds[position] ?? '';
		const elsewhere = carriedBy(env, event)
			.filter((identity) => homeOf(owners.get(identity)?.profileId) !== profileId)
			.map(({ kind }) => kind);
		const byClaim = !trusted && event.userId !== null && !isOfDevice(env, homes, event, profileId, elsewhere);
		return { elsewhere, byClaim };
	});
}

function isOfDevice(
	env: Env,
	homes: Resolved['homes'],
	{ anonymousId }: Carrier,
	profileId: string,
	elsewhere: readonly CarriedKind[],
): boolean {
	if (anonymousId === null) return false;
	if (addressOf(env, anonymousId)) return (homes.get(anonymousId) ?? anonymousId) === profileId;
	return !elsewhere.includes('anonymousId');
}

/** The identities that an event carries; a minted anonymousId is an address, and none. */
export function carriedBy(env: Env, { anonymousId, userId }: Carrier): Carried[] {
	return [
		...(userId === null ? [] : [{ kind: 'userId' as const, value: userId }]),
		...(anonymousId === null || addressOf(env, anonymousId)
			? []
			: [{ kind: 'anonymousId' as const, value: anonymousId }]),
	];
}
