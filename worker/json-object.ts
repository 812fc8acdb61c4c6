import * as v from 'valibot';
import { type Bag, isBag } from '../core/event/index.ts';

/**
 * A JSON object as it came. Valibot's record takes lists for one, and leaves out keys such as `constructor`: a condition would
 * say less than it does.
 */
export function jsonObject(message: string) {
	return v.pipe(v.custom<Bag>(isBag, message), v.metadata({ type: 'object' }));
}
