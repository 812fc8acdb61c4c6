export type Purpose = 'analytics' | 'personalization' | 'email' | 'sms' | 'push' | 'onsite';

/** What a person has said, by purpose, with proof. Unsaid purposes follow the site's default. */
export type ConsentState = {
	readonly [P in Purpose]?: {
		readonly granted: boolean;
		readonly at: number;
		readonly source: string;
		readonly version?: string;
	};
};

/** A site's rule before anyone has said anything: `required` refuses all, `implied` allows analytics and personalization. */
export type ConsentMode = 'required' | 'implied';

/** What the browser says by itself. Global Privacy Control and Do Not Track count as a refusal of analytics and personalization. */
export interface PrivacySignals {
	readonly gpc: boolean;
	readonly dnt: boolean;
}
