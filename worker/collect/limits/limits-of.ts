import { parseLimit } from './parse-limit.ts';
import type { Limit } from './token-bucket.ts';

/** The settings that hold limits. An isolate counts for itself: see docs/events.md for what that means on Cloudflare. */
export type LimitSetting = 'ADDRESS_LIMIT' | 'PUBLIC_KEY_LIMIT' | 'SECRET_KEY_LIMIT';

/**
 * Where nothing is set. An address is often a whole office or a mobile network: 500 events a second are some hundred people
 * who click all the time.
 */
export const defaultLimits: Readonly<Record<LimitSetting, string>> = {
	ADDRESS_LIMIT: '500/5000',
	PUBLIC_KEY_LIMIT: '5000/25000',
	SECRET_KEY_LIMIT: '10000/50000',
};

const parsed = new Map<string, Limit | null>();

/** A limit as the settings have it; null where it is off. A setting that cannot be read is logged, and the default holds. */
export function limitOf(env: Readonly<Partial<Record<LimitSetting, string>>>, name: LimitSetting): Limit | null {
	const text = env[name] ?? defaultLimits[name];
	const known = parsed.get(`${name} ${text}`);
	if (known !== undefined) return known;
	const limit = readOr(text, name);
	parsed.set(`${name} ${text}`, limit);
	return limit;
}

function readOr(text: string, name: LimitSetting): Limit | null {
	try {
		return parseLimit(text, name);
	} catch (error) {
		console.error(`${name} cannot be read: ${defaultLimits[name]} holds`, error);
		return parseLimit(defaultLimits[name], name);
	}
}
