import type { Journey as CoreJourney } from '../../core/journey/types.ts';

export interface Journey extends CoreJourney {
	readonly status: 'draft' | 'on' | 'off';
	readonly counts: { readonly active: number; readonly finished: number; readonly exited: number };
}

export type JourneyDraft = Omit<CoreJourney, 'id' | 'version'>;
