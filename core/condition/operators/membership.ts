import { nth } from '../refuse.ts';
import { show, showList } from '../show.ts';
import type { Groups } from '../types.ts';
import { list, type Operator, scalar, text } from './operator.ts';

/** Is the value in a list? Of a list, is any element? The `i` forms ignore upper and lower case. */
export const memberships: Readonly<Record<string, Operator>> = {
	$in: listed(same, true),
	$nin: listed(same, false),
	$ini: listed(folded, true),
	$nini: listed(folded, false),
	$inGroup: grouped(true),
	$notInGroup: grouped(false),
};

type Fold = (value: unknown) => unknown;

function listed(fold: Fold, wanted: boolean): Operator {
	return (operand, path) => {
		const values = list(operand, path).map((value, index) => scalar(value, nth(path, index)));
		return { test: isAmong(values, fold, wanted), wants: `${wanted ? '' : 'none of '}${showList(values)}` };
	};
}

/** As in GrowthBook, a group that nobody defined is empty, and one that is no list holds nobody, whichever way it is asked. */
function grouped(wanted: boolean): Operator {
	return (operand, path, { groups }) => {
		const id = text(operand, path, 'newsletter-readers');
		const members = membersOf(groups, id);
		return {
			test: members ? isAmong(members, same, wanted) : () => false,
			wants: `${wanted ? '' : 'not '}in the group ${show(id)}`,
		};
	};
}

function membersOf(groups: Groups, id: string): readonly unknown[] | null {
	const group: unknown = Object.hasOwn(groups, id) ? groups[id] : [];
	if (Array.isArray(group)) return group;
	if (typeof group !== 'object' || group === null || !('type' in group) || group.type !== 'list') return null;
	return 'values' in group && Array.isArray(group.values) ? group.values : null;
}

/** A Set compares as `includes` does, whatever the length of the list. */
function isAmong(values: readonly unknown[], fold: Fold, wanted: boolean): (value: unknown) => boolean {
	const set = new Set(values.map(fold));
	const has = (value: unknown) => set.has(fold(value));
	return (value) => (Array.isArray(value) ? value.some(has) : has(value)) === wanted;
}

function same(value: unknown): unknown {
	return value;
}

function folded(value: unknown): unknown {
	return typeof value === 'string' ? value.toLowerCase() : value;
}
