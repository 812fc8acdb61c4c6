import { Refusal } from '../core/refusal.ts';

/** The moment (ms) that a version names, as `updatedAt` or in If-Match. Refuses a save that does not say what it is over. */
export function versionOf(text: string | null | undefined): number {
	const ms = Date.parse(text?.replace(/^(?:W\/)?"|"$/g, '') ?? '');
	if (!Number.isNaN(ms)) return ms;
	throw new Refusal('version-required', 'Say which version this is over.', {
		path: 'updatedAt',
		hint: 'Send "updatedAt" as you have read it, or in If-Match.',
	});
}
