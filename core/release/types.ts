import type { ConditionJson } from '../condition/types.ts';
import type { Edit } from '../edit/types.ts';

/** Pages by URLPattern pathname (`/products/*`) or full URL pattern; empty `include` means every page. */
export interface PageRule {
	readonly include: readonly string[];
	readonly exclude: readonly string[];
}

/** One version within an experience. A variant without edits is a control. */
export interface Variant {
	readonly id: string;
	readonly name: string;
	/** Share of an experiment's visitors, 0..1; ignored by personalisation. */
	readonly weight: number;
	/** Personalisation: the first variant whose audience matches is shown; null matches everyone. */
	readonly audience: ConditionJson | null;
	readonly edits: readonly Edit[];
}

/** What a site shows to whom. */
export interface Experience {
	readonly id: string;
	readonly siteId: string;
	readonly name: string;
	readonly kind: 'personalization' | 'experiment';
	/** Draft experiences are saved but never released. */
	readonly status: 'draft' | 'live' | 'paused';
	readonly pages: PageRule;
	readonly audience: ConditionJson | null;
	/** ISO instants; null means unbounded. */
	readonly schedule: { readonly from: string | null; readonly until: string | null };
	/** Experiment: share of the audience that takes part, 0..1. */
	readonly coverage: number;
	/** Experiment: seed of the hash; the experience's id unless set. */
	readonly seed: string;
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
	/** Live experiences, by priority. */
	readonly experiences: readonly Experience[];
}
