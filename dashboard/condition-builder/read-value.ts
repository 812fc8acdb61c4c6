import { isObject, quote, type Reader, sayLength, sayTurn, sayZone } from './read-words.ts';

/** `is at least 18 and is below 65`. A bare value is equality. */
export function sayValue(value: unknown, reader: Reader): string {
	if (!isObject(value)) return `is ${quote(value)}`;
	const { $for: length, ...tests } = value;
	const parts = Object.entries(tests).map(([name, operand]) => sayOperator(name, operand, reader));
	if (length === undefined) return parts.length === 0 ? 'is empty' : parts.join(' and ');
	const lasting = `for at least ${sayLength(length)}`;
	return parts.length === 0 ? `has not changed ${lasting}` : `${parts.join(' and ')} ${lasting}`;
}

const simple: Readonly<Record<string, string>> = {
	...{ $eq: 'is', $ne: 'is not', $lt: 'is below', $lte: 'is at most', $gt: 'is above', $gte: 'is at least' },
	...{ $in: 'is one of', $nin: 'is none of', $all: 'has all of', $regex: 'looks like' },
	...{ $inGroup: 'is in the group', $notInGroup: 'is not in the group' },
	...{ $veq: 'is version', $vne: 'is not version', $vgt: 'is newer than version', $vgte: 'is at least version' },
	...{ $vlt: 'is older than version', $vlte: 'is at most version' },
};

/** As those above, without regard to capital letters. */
const anyCase: Readonly<Record<string, string>> = {
	...{ $ini: 'is one of', $nini: 'is none of', $alli: 'has all of', $regexi: 'looks like' },
};

const types: Readonly<Record<string, string>> = {
	...{ string: 'text', number: 'a number', boolean: 'true or false', array: 'a list', object: 'an object' },
	...{ null: 'not known', undefined: 'undefined' },
};

function sayOperator(name: string, operand: unknown, reader: Reader): string {
	if (Object.hasOwn(simple, name)) return `${simple[name]} ${quote(operand)}`;
	if (Object.hasOwn(anyCase, name)) return `${anyCase[name]} ${quote(operand)}, in any case`;
	switch (name) {
		case '$not':
			return sayNot(operand, reader);
		case '$exists':
			return operand === false ? 'is not known' : 'is known';
		case '$type':
			return `is ${(typeof operand === 'string' && types[operand]) || quote(operand)}`;
		case '$size':
			return `is a list whose length ${sayValue(operand, reader)}`;
		case '$elemMatch':
			return sayElement(operand, reader);
		case '$within':
			return `is ${saySpan(operand)}`;
		case '$before':
			return sayMoment(operand, 'before');
		case '$after':
			return sayMoment(operand, 'after');
		case '$anniversary':
			return `has its anniversary ${saySpan(operand)}`;
		default:
			return `${name} ${quote(operand)}`;
	}
}

/** `$not` in a chain takes itself back. */
function sayNot(operand: unknown, reader: Reader): string {
	let [inner, negated] = [operand, true];
	while (isObject(inner) && '$not' in inner && Object.keys(inner).length === 1)
		[inner, negated] = [inner.$not, !negated];
	const said = sayValue(inner, reader);
	if (!negated) return said;
	return isObject(inner) && Object.keys(inner).length > 1 ? `not: (${said})` : `not: ${said}`;
}

function sayElement(operand: unknown, reader: Reader): string {
	if (!isObject(operand)) return `has an item that is ${quote(operand)}`;
	const isTest = Object.keys(operand).every((key) => key.startsWith('$'));
	return isTest
		? `has an item that ${sayValue(operand, reader)}`
		: `has an item whose ${reader.condition(operand, { ...reader, depth: reader.depth + 1 })}`;
}

/** `today`, `within the next 3 days`. */
function saySpan(operand: unknown): string {
	if (typeof operand === 'string') return operand;
	if (!isObject(operand)) return quote(operand);
	const { last, next, period, calendar, timeZone } = operand;
	if (period !== undefined) return `${typeof period === 'string' ? period : quote(period)}${sayZone(timeZone)}`;
	const turn = last === undefined ? 'next' : 'last';
	return `within ${sayTurn(turn, last ?? next, calendar)}${sayZone(timeZone)}`;
}

function sayMoment(operand: unknown, word: 'before' | 'after'): string {
	if (operand === 'now') return word === 'before' ? 'is in the past' : 'is in the future';
	const [, sign, length] = (typeof operand === 'string' && /^now([+-])(.+)$/.exec(operand)) || [];
	if (length === undefined) return `is ${word} ${typeof operand === 'string' ? operand : quote(operand)}`;
	const said = sayLength(length);
	if (sign === '-') return word === 'before' ? `is more than ${said} ago` : `is later than ${said} ago`;
	return word === 'before' ? `is sooner than in ${said}` : `is more than ${said} ahead`;
}
