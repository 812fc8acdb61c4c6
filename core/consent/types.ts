import type { Purpose } from './purposes.ts';

export type { Purpose };

/** Message channels that ask for consent. */
export type ConsentChannel = Exclude<Purpose, 'analytics' | 'personalization'>;

/** What a person has said, by purpose, with proof. Unsaid purposes follow the site's default. */
export type ConsentState = {
	readonly [P in Purpose]?: {
		readonly granted: boolean;
		readonly at: number;
		readonly source: string;
		readonly version?: string;
	};
};

/** Yes or no by purpose, without proof: what the cookie and an event's context carry. */
export type ConsentChoices = { readonly [P in Purpose]?: boolean };

/**
 * A site's rule for what a person has not spoken about. `required`: nothing without a grant. `implied`: analytics,
 * personalization and marketing messages until they refuse.
 */
export type ConsentMode = 'required' | 'implied';

/** What the browser says by itself. Global Privacy Control and Do Not Track count as a refusal of analytics and personalization. */
export interface PrivacySignals {
	readonly gpc: boolean;
	readonly dnt: boolean;
}
