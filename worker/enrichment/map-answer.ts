import { isBag } from '../../core/event/index.ts';
import type { AnswerType, Mapped } from './types.ts';

/** The traits that an answer becomes, and what of it does not fit, in words. */
export interface MappedAnswer {
	readonly traits: Readonly<Record<string, unknown>>;
	readonly problems: readonly string[];
}

/** Makes traits of an answer. What is not there, or null, says nothing; what is of another type is left out and told. */
export function mapAnswer(mapping: readonly Mapped[], answer: Readonly<Record<string, unknown>>): MappedAnswer {
	const traits: Record<string, unknown> = {};
	const problems: string[] = [];
	for (const { from, trait, type } of mapping) {
		const value = at(answer, from);
		if (value === undefined || value === null) continue;
		if (is[type](value)) traits[trait] = value;
		else problems.push(`“${from}” should be ${names[type]} and is ${nameOf(value)}.`);
	}
	return { traits, problems };
}

const names: Readonly<Record<AnswerType, string>> = {
	text: 'text',
	number: 'a number',
	boolean: 'yes or no',
	date: 'a date',
	list: 'a list',
	any: 'anything',
};

const is: Readonly<Record<AnswerType, (value: unknown) => boolean>> = {
	text: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	date: (value) => typeof value === 'string' && isDate(value),
	list: (value) => Array.isArray(value),
	any: () => true,
};

/** ISO 8601, a day or a moment. */
function isDate(text: string): boolean {
	return (
		/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text) &&
		!Number.isNaN(Date.parse(text))
	);
}

function nameOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') return 'text';
	if (typeof value === 'number') return 'a number';
	return typeof value === 'boolean' ? 'yes or no' : 'an object';
}

/** What stands at a path of dots. */
function at(answer: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((within, key) => (isBag(within) && Object.hasOwn(within, key) ? within[key] : undefined), answer);
}
