import type { Env } from '../env.ts';
import { addressOf, type ProfileView, shardOf, type ViewQuestion } from '../profiles/index.ts';

/**
 * What is known of a visitor, by the id of the profile that theirs has become if it has, or null: when there is nothing, when it could not be read, and when it comes later than
 * `deadlineMs` from now. Never throws.
 */
export async function viewInTime(
	env: Env,
	id: string,
	asks: ViewQuestion,
	deadlineMs: number,
): Promise<ProfileView | null> {
	if (addressOf(env, id) === null) return null;
	return inTime(readView(env, id, asks), deadlineMs);
}

async function readView(env: Env, id: string, asks: ViewQuestion): Promise<ProfileView | null> {
	return shardOf(env, id).view(id, asks);
}

/** What a promise gives, or null when it fails (which is logged) or takes longer. */
export function inTime<T>(promise: Promise<T>, deadlineMs: number): Promise<T | null> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(null), deadlineMs);
		promise
			.catch((error: unknown) => {
				console.error('deciding without what could not be read', error);
				return null;
			})
			.then((value) => {
				clearTimeout(timer);
				resolve(value);
			});
	});
}
