import type { ConditionJson } from '../core/condition/types.ts';
import type { ConsentMode } from '../core/consent/types.ts';
import type { Journey } from '../core/journey/types.ts';
import type { Experience } from '../core/release/types.ts';
import { computedTraits } from './seed/computed-traits.ts';
import { homeGreeting } from './seed/home-greeting.ts';
import { leftCartJourney, leftCartMessage } from './seed/left-cart.ts';
import { segments } from './seed/segments.ts';

export interface SeedSite {
	readonly id: string;
	readonly name: string;
	readonly hostnames: readonly string[];
	readonly allowedOrigins: readonly string[];
	readonly consentMode: ConsentMode;
}

export interface SeedComputedTrait {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	/** As docs/computed-traits describes it. */
	readonly amount: Readonly<Record<string, unknown>>;
}

export interface SeedSegment {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly condition: ConditionJson;
}

/** `subject`, `html` and `text` are Liquid over `traits` and the journey's `trigger`. */
export interface SeedMessage {
	readonly id: string;
	readonly name: string;
	readonly channel: 'email';
	readonly purpose: 'marketing' | 'transactional';
	readonly from: string;
	readonly subject: string;
	readonly html: string;
	readonly text: string;
}

/** A journey, and whether it runs from the start. */
export type SeedJourney = Journey & { readonly status: 'on' | 'off' };

export interface Seed {
	readonly site: SeedSite;
	readonly computedTraits: readonly SeedComputedTrait[];
	readonly segments: readonly SeedSegment[];
	readonly experiences: readonly Experience[];
	readonly messages: readonly SeedMessage[];
	readonly journeys: readonly SeedJourney[];
}

/** All that the demonstration begins with, as plain data: `npm start` sends it once to an empty workspace. */
export const seed: Seed = {
	site: {
		id: 'fernweh',
		name: 'Fernweh',
		hostnames: ['shop.localhost'],
		allowedOrigins: [],
		consentMode: 'implied',
	},
	computedTraits,
	segments,
	experiences: [homeGreeting],
	messages: [leftCartMessage],
	journeys: [leftCartJourney],
};
