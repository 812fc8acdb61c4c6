import type { ConditionJson } from '../../core/condition/types.ts';
import { isObject } from '../condition-builder/read-words.ts';
import type { AmountJson } from './amount-form.ts';

/** Points for events, as the form edits them. What it has no field for stays in `rest`. */
export interface ScoreRule {
	readonly event: string;
	/** Null while the field is empty. */
	readonly points: number | null;
	readonly most: number | null;
	/** `90d`; empty for all time. */
	readonly within: string;
	readonly where: ConditionJson | null;
	readonly rest: AmountJson;
}

export interface ScoreForm {
	readonly rules: readonly ScoreRule[];
	/** `30d`; empty where points do not fade. */
	readonly halfLife: string;
	readonly rest: AmountJson;
}

/** Whether an amount is a score: points for events of several kinds. */
export function isScore(amount: AmountJson): boolean {
	return Object.hasOwn(amount, 'points');
}

export function newRule(event = ''): ScoreRule {
	return { event, points: 10, most: null, within: '', where: null, rest: {} };
}

export function scoreFormOf({ points, halfLife, ...rest }: AmountJson): ScoreForm {
	return {
		rules: Array.isArray(points) ? points.filter(isObject).map(ruleOf) : [],
		halfLife: typeof halfLife === 'string' ? halfLife : '',
		rest,
	};
}

function ruleOf({ event, points, most, within, where, ...rest }: AmountJson): ScoreRule {
	return {
		event: typeof event === 'string' ? event : '',
		points: typeof points === 'number' ? points : null,
		most: typeof most === 'number' ? most : null,
		within: typeof within === 'string' ? within : '',
		where: isObject(where) ? where : null,
		rest,
	};
}

export function scoreOf({ rules, halfLife, rest }: ScoreForm): AmountJson {
	return { points: rules.map(pointsOf), ...(halfLife !== '' && { halfLife }), ...rest };
}

function pointsOf({ event, points, most, within, where, rest }: ScoreRule): AmountJson {
	return {
		event,
		points,
		...(most !== null && { most }),
		...(within !== '' && { within }),
		...(where && { where }),
		...rest,
	};
}
