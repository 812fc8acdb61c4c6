import { expect, test } from 'vitest';
import { parseExperience } from './schema.ts';
import { validateRelease } from './validate.ts';

function needing(id: string, ...others: readonly (readonly [experienceId: string, variantId: string])[]) {
	return parseExperience({
		...{ id, siteId: 'shop', name: id.toUpperCase(), kind: 'personalization' },
		variants: [{ id: 'on', name: 'On' }],
		prerequisites: others.map(([experienceId, variantId]) => ({ experienceId, variantIds: [variantId] })),
	});
}

function problems(...experiences: ReturnType<typeof needing>[]) {
	return validateRelease({ siteId: 'shop', experiences, segmentIds: [] }).map(({ experienceId, path, message }) => ({
		...{ experienceId, path, message },
	}));
}

test('experiences may need others, also by two ways', () => {
	const [a, b, c] = [needing('a', ['b', 'on'], ['c', 'on']), needing('b', ['c', 'on']), needing('c')];
	expect(problems(a, b, c)).toEqual([]);
});

test('a circle is refused at each experience in it, with the way round, and not at those that only lead into it', () => {
	const circle = [needing('a', ['b', 'on']), needing('b', ['c', 'on']), needing('c', ['a', 'on'])];
	expect(problems(...circle, needing('d', ['a', 'on']))).toEqual([
		{ experienceId: 'a', path: 'prerequisites', message: 'It needs itself: “A” needs “B” needs “C” needs “A”.' },
		{ experienceId: 'b', path: 'prerequisites', message: 'It needs itself: “B” needs “C” needs “A” needs “B”.' },
		{ experienceId: 'c', path: 'prerequisites', message: 'It needs itself: “C” needs “A” needs “B” needs “C”.' },
	]);
});

test('a variant that the other does not have is named', () => {
	expect(problems(needing('a', ['b', 'off']), needing('b'))).toEqual([
		{ experienceId: 'a', path: 'prerequisites.0.variantIds', message: '“B” has no variant "off".' },
	]);
});
