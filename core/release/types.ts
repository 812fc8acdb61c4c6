import type { ConditionJson } from '../condition/types.ts';
import type { Edit } from '../edit/types.ts';
import type { Namespace } from '../hash/index.ts';

/** Pages by URLPattern pathname (`/products/*`) or full URL pattern; empty `include` means every page. */
export interface PageRule {
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	/** What else must be so of the visit: device, referrer, campaign, query, cookie, time of day. Null for any. */
	readonly condition?: ConditionJson | null;
}

/** What must be so of another experience: the visitor has one of these variants there. */
export interface Prerequisite {
	readonly experienceId: string;
	readonly variantIds: readonly string[];
}

/** Shows the better variants to more people, by a goal, while the experiment runs. */
export interface BanditRule {
	/** The goal that variants are judged by; null while nobody has chosen one. */
	readonly goalId: string | null;
	/** The share that each variant keeps, however badly it does, 0..1. */
	readonly floor: number;
}

/** The variant that people have who are held out: they see the page as it is, and are counted beside the others. */
export const holdoutId = 'holdout';

/** Some of a site's visitors, whom no experience changes anything for: what all of them together bring is told by them. */
export interface Holdout {
	/** 0..1. */
	readonly share: number;
	readonly seed: string;
}

/** Two experiences that change the same thing on the same pages. Where both apply to a visitor, the first does. */
export interface Conflict {
	readonly first: string;
	readonly second: string;
	/** What both change, as `core/experience/touches.ts` names it: `#hero`, `value:price`. */
	readonly over: readonly string[];
}

/** One version within an experience. A variant without edits is a control. */
export interface Variant {
	readonly id: string;
	readonly name: string;
	/** Share of an experiment's visitors, 0..1; personalisation and bandits leave it aside. */
	readonly weight: number;
	/** Personalisation: the first variant whose audience matches is shown; null matches everyone. */
	readonly audience: ConditionJson | null;
	readonly edits: readonly Edit[];
	/** JSON by key, for code that asks: flags, copy, prices. */
	readonly values?: Readonly<Record<string, unknown>>;
}

/** What a site shows to whom. What may be missing is so in what was saved before it existed, and means none of it. */
export interface Experience {
	readonly id: string;
	readonly siteId: string;
	readonly name: string;
	/** Personalisation shows the first variant that fits, an experiment splits people, a bandit splits them by what works. */
	readonly kind: 'personalization' | 'experiment' | 'bandit';
	/** Draft experiences are saved but never released. */
	readonly status: 'draft' | 'live' | 'paused';
	readonly pages: PageRule;
	readonly audience: ConditionJson | null;
	/** ISO instants; null means unbounded. `timeZone` (IANA) is where they are read, and where `time.*` is told; null for the site's. */
	readonly schedule: { readonly from: string | null; readonly until: string | null; readonly timeZone?: string | null };
	/** Experiment, bandit: share of the audience that takes part, 0..1. */
	readonly coverage: number;
	/** Seed of the hash; the experience's id unless set. */
	readonly seed: string;
	/** The part of an exclusive group's visitors that this is for: parts that do not overlap share nobody. */
	readonly namespace?: Namespace | null;
	/** Share of those who would have a variant that is held out for comparison, 0..1. */
	readonly holdout?: number;
	/** All must hold. */
	readonly prerequisites?: readonly Prerequisite[];
	readonly bandit?: BanditRule;
	/** When somebody counts as having seen their variant: once what it changes is on the page, or once it is on the screen. */
	readonly exposure?: 'rendered' | 'visible';
	/** Lower decides first. */
	readonly priority: number;
	readonly variants: readonly Variant[];
}

/** An immutable, compiled, numbered snapshot of all that a site's edge needs. Publishing moves a pointer. */
export interface Release {
	readonly siteId: string;
	readonly number: number;
	/** ISO instant. */
	readonly publishedAt: string;
	/** The site's time zone when it was published; UTC where it is not said. */
	readonly timeZone?: string;
	/** Visitors whom nothing is changed for; undefined for none. */
	readonly holdout?: Holdout;
	/** Who gives way to whom, found when it was published. */
	readonly conflicts?: readonly Conflict[];
	/** Live experiences, by priority. */
	readonly experiences: readonly Experience[];
}
