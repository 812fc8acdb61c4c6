import type { ConditionJson } from '../core/condition/types.ts';
import type { ConsentMode } from '../core/consent/types.ts';
import type { Journey } from '../core/journey/types.ts';
import type { Experience } from '../core/release/types.ts';
import { cartWords } from './seed/cart-words.ts';
import { computedTraits } from './seed/computed-traits.ts';
import { goals } from './seed/goals.ts';
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

/** As docs/statistics describes it. */
export interface SeedGoal {
	readonly id: string;
	readonly name: string;
	readonly kind: 'conversion' | 'sum';
	readonly event: string;
	readonly value?: string;
	readonly cap?: { readonly kind: 'percentile'; readonly share: number };
}

/** An experiment, and what it is judged by. */
export type SeedExperiment = Experience & {
	readonly judging: { readonly goals: readonly { readonly goalId: string; readonly role: 'primary' | 'secondary' }[] };
};

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
	readonly goals: readonly SeedGoal[];
	readonly experiences: readonly Experience[];
	readonly experiments: readonly SeedExperiment[];
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
	goals,
	experiences: [homeGreeting],
	experiments: [cartWords],
	messages: [leftCartMessage],
	journeys: [leftCartJourney],
};
