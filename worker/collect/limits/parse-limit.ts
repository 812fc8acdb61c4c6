import { Refusal } from '../../../core/refusal.ts';
import type { Limit } from './token-bucket.ts';

/**
 * Reads a limit: `500/5000` is 500 events a second and 5,000 at once, `off` is none (null).
 * Refuses everything else, with the name of the setting.
 */
export function parseLimit(text: string, name: string): Limit | null {
	if (text.trim() === 'off') return null;
	const match = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/.exec(text);
	const [perSecond, burst] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
	if (perSecond > 0 && burst > 0) return { perSecond, burst };
	throw new Refusal('limit-invalid', `${name} is ${JSON.stringify(text)}, which is no limit.`, {
		path: name,
		hint: 'Write events a second and how many at once, like 500/5000, or off.',
	});
}
