import type { Profile } from '../profile.ts';

/** Whether each is known by a userId of their own. */
export function areTwoUsers(one: Pick<Profile, 'userId'>, other: Pick<Profile, 'userId'>): boolean {
	return one.userId !== null && other.userId !== null && one.userId !== other.userId;
}
