import { Refusal } from '../refusal.ts';

/** Refuses a plan at `path`, which points into its JSON: `events[2].properties.properties.total.minimum`. */
export function refusePlan(path: string, message: string, hint: string): never {
	throw new Refusal('plan-invalid', message, { path, hint });
}
