import type { ConditionJson } from '../../core/condition/types.ts';
import { isObject } from '../condition-builder/read-words.ts';

/** What events amount to, as the API has it. */
export type AmountJson = Readonly<Record<string, unknown>>;

/** What can be told of events, and what it is called. `path` kinds look at a property. */
export const kinds = [
	{ kind: 'count', title: 'How many there were', path: false },
	{ kind: 'sum', title: 'The sum of a property', path: true },
	{ kind: 'avg', title: 'The average of a property', path: true },
	{ kind: 'min', title: 'The lowest value of a property', path: true },
	{ kind: 'max', title: 'The highest value of a property', path: true },
	{ kind: 'first', title: 'The first value of a property', path: true },
	{ kind: 'last', title: 'The last value of a property', path: true },
	{ kind: 'mostFrequent', title: 'The most frequent value of a property', path: true },
	{ kind: 'distinct', title: 'How many different values a property had', path: true },
	{ kind: 'daysSinceLast', title: 'Days since the last one', path: false },
	{ kind: 'daysSinceFirst', title: 'Days since the first one', path: false },
] as const;

export type Kind = (typeof kinds)[number]['kind'];

/** An amount as the form edits it. What the form has no field for stays in `rest`. */
export interface AmountForm {
	readonly event: string;
	readonly kind: Kind;
	/** Without `properties.`, where it begins with that. */
	readonly property: string;
	/** `90d`; empty for all time. */
	readonly within: string;
	readonly where: ConditionJson | null;
	readonly rest: AmountJson;
}

const prefix = 'properties.';

export function looksAtProperty(kind: Kind): boolean {
	return kinds.some((one) => one.kind === kind && one.path);
}

export function formOf(amount: AmountJson): AmountForm {
	const { event, within, where, ...others } = amount;
	const kind = kinds.find((one) => Object.hasOwn(others, one.kind))?.kind ?? 'count';
	const { [kind]: said, ...rest } = others;
	const path = typeof said === 'string' ? said : '';
	return {
		event: typeof event === 'string' ? event : '',
		kind,
		property: path.startsWith(prefix) ? path.slice(prefix.length) : path,
		within: typeof within === 'string' ? within : '',
		where: isObject(where) ? where : null,
		rest,
	};
}

export function amountOf({ event, kind, property, within, where, rest }: AmountForm): AmountJson {
	const path = /^(properties|context)\./.test(property) ? property : prefix + property;
	return {
		event,
		...(where && { where }),
		...rest,
		...(within !== '' && { within }),
		[kind]: looksAtProperty(kind) ? path : true,
	};
}

/** The boundaries of an amount's ranks; none where it is told as it is. */
export function boundsOf({ buckets }: AmountJson): readonly number[] {
	return Array.isArray(buckets) ? buckets.filter((bound) => typeof bound === 'number') : [];
}

/** `30, 90 180` as numbers in order; null when there is something else among them. */
export function readBounds(text: string): readonly number[] | null {
	const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
	const numbers = parts.map(Number);
	return numbers.every((bound, i) => Number.isFinite(bound) && (i === 0 || bound > (numbers[i - 1] ?? 0)))
		? numbers
		: null;
}

/** An id that a name suggests: "Orders in 90 days" is `orders_in_90_days`. */
export function idFor(name: string): string {
	const plain = name
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '_');
	return plain
		.replace(/^[^a-z]+/, '')
		.slice(0, 40)
		.replace(/_+$/, '');
}
