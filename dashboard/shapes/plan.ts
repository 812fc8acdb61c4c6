import type { Plan } from '../../core/plan/index.ts';

export interface TrackingPlan extends Plan {
	readonly siteId: string;
	/** The version; null when the site has no plan. */
	readonly updatedAt: string | null;
}
