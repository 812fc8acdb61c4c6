import { allows } from '../../core/consent/index.ts';
import type { ConsentMode } from '../../core/consent/types.ts';
import type { Effect, Enrollment } from '../../core/journey/types.ts';
import type { Delivery } from '../profiles/delivery.ts';
import { type Profile, traitText } from '../profiles/profile.ts';

/** What a shard needs to know of a message before it is due; the text is read when it is sent. */
export interface MessageRule {
	readonly id: string;
	readonly channel: 'email';
	readonly purpose: 'marketing' | 'transactional';
}

/** The delivery that an effect asks for, refused from the start when the person may not or cannot be written to. */
export function prepare(
	effect: Effect,
	enrollment: Enrollment,
	profile: Profile,
	rule: MessageRule | undefined,
	mode: ConsentMode,
	now: number,
): Delivery {
	const reason = refusalOf(profile, rule, mode);
	return {
		id: effect.id,
		profileId: profile.id,
		messageId: effect.messageId,
		journeyId: enrollment.journeyId,
		enrollmentId: enrollment.id,
		channel: rule?.channel ?? 'email',
		state: reason === null ? 'due' : 'refused',
		reason,
		attempts: 0,
		leaseUntil: null,
		trigger: { ...enrollment.trigger },
		createdAt: now,
		updatedAt: now,
	};
}

/** Why a person may not get a message at this moment, in words; null when nothing stands against it. */
export function refusalOf(profile: Profile, rule: MessageRule | undefined, mode: ConsentMode): string | null {
	if (!rule) return 'The message was deleted.';
	if (traitText(profile, 'email') === null) return 'No e-mail address is known.';
	if (rule.purpose === 'transactional') return null;
	return allows(profile.consent, rule.channel, mode, { gpc: false, dnt: false }) ? null : 'No consent to e-mail.';
}
