import type { ConsentChoices } from '../../core/consent/types.ts';

export interface LiveEvent {
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
	readonly device: string | null;
	readonly browser: string | null;
	readonly os: string | null;
	readonly campaign: string | null;
	/** What the event itself carried; null when it said nothing. */
	readonly consent: ConsentChoices | null;
	/** How often it breaks the site's tracking plan. */
	readonly violations: number;
	readonly segments: readonly string[];
}

export interface LiveFrame {
	readonly kind: 'events';
	readonly items: readonly LiveEvent[];
}
