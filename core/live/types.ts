import type { ConsentChoices } from '../consent/types.ts';

/** One event as the live view shows it: the Worker tells it, the dashboard hears it. */
export interface LiveItem {
	readonly profileId: string;
	readonly siteId: string;
	readonly messageId: string;
	readonly type: string;
	readonly event: string;
	readonly timestamp: string;
	readonly page: string | null;
	readonly name: string | null;
	readonly country: string | null;
	readonly city: string | null;
	/** desktop, mobile … */
	readonly device: string | null;
	readonly browser: string | null;
	readonly os: string | null;
	readonly campaign: string | null;
	/** What the event itself carried; null when it said nothing. */
	readonly consent: ConsentChoices | null;
	/** How often it breaks the site's tracking plan; the event's context says how. */
	readonly violations: number;
	readonly segments: readonly string[];
}
