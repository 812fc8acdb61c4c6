import type { AccountCopy } from './accounts/account.ts';
import { accountAttributes } from './accounts/account-attributes.ts';
import { tellTouch } from './show-visits.ts';
import type { WithoutMemberships } from './stored-profile.ts';

/**
 * The object that conditions look into for a profile: traits without their sources, and what was last seen of it.
 * @param account how the person's account looks, as far as their shard knows
 */
export function profileAttributes(profile: WithoutMemberships, account: AccountCopy | null): Record<string, unknown> {
	const traits: Record<string, unknown> = {};
	for (const key of Object.keys(profile.traits)) traits[key] = profile.traits[key]?.value;
	const consent: Record<string, boolean> = {};
	for (const [purpose, said] of Object.entries(profile.consent)) if (said) consent[purpose] = said.granted;
	const { touches = {} } = profile;
	const computed: Record<string, unknown> = {};
	const scores: Record<string, number> = {};
	for (const [id, { value }] of Object.entries(profile.computed ?? {})) {
		computed[id] = value;
		if (typeof value === 'number') scores[id] = value;
	}
	return {
		id: profile.id,
		userId: profile.userId,
		traits,
		computed,
		account: accountAttributes(profile, account),
		timezone: profile.timezone ?? null,
		geo: profile.geo,
		device: profile.device,
		utm: profile.utm,
		consent,
		scores,
		visit: {
			pages: profile.pages,
			events: profile.events,
			firstSeenAt: profile.firstSeenAt,
			lastSeenAt: profile.lastSeenAt,
			sessions: profile.sessions?.count ?? 0,
		},
		session: profile.sessions?.last ?? {},
		firstTouch: touches.first ? { at: touches.first.at, ...tellTouch(touches.first) } : {},
		lastTouch: touches.last ? { at: touches.last.at, ...tellTouch(touches.last) } : {},
	};
}
