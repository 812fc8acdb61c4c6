export type CleansingStep = 'trim' | 'lower' | 'upper' | 'title' | 'email' | 'phone' | 'number' | 'boolean';

/** How the values of one trait are brought into one form. */
export interface CleansingRule {
	readonly trait: string;
	readonly steps: readonly CleansingStep[];
}

export interface CleansingPreview {
	readonly people: number;
	readonly changed: number;
	readonly examples: readonly {
		readonly profileId: string;
		readonly trait: string;
		readonly before: unknown;
		readonly after: unknown;
	}[];
}
