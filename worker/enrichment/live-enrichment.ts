import { compile } from '../../core/condition/index.ts';
import type { Condition } from '../../core/condition/types.ts';
import { digest } from '../../core/hash/digest.ts';
import { meaningOf } from './input-of.ts';
import type { Enrichment } from './types.ts';

/** An endpoint ready to be asked about people. */
export interface LiveEnrichment extends Omit<Enrichment, 'condition'> {
	readonly condition: Condition;
	/** Changes when the answer to the same input could be another one. */
	readonly meaning: string;
	/** When it is another one, everyone is looked at again. */
	readonly fingerprint: string;
}

/** A condition is checked when it is saved; one that no longer compiles must not take the others with it. */
export function compileEnrichment(enrichment: Enrichment, timeZone: string): LiveEnrichment[] {
	const meaning = meaningOf(enrichment);
	const { condition, enabledAt } = enrichment;
	const fingerprint = digest(JSON.stringify([meaning, condition, enabledAt, timeZone])).slice(0, 16);
	try {
		return [{ ...enrichment, meaning, fingerprint, condition: compile(condition, { timeZone }) }];
	} catch (error) {
		console.error('enrichment does not compile', enrichment.id, error);
		return [];
	}
}
