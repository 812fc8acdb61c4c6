import { expect, it } from 'vitest';
import { newExperience } from './new-parts.ts';
import { tidyExperience } from './tidy.ts';

it('drops what was only there while typing', () => {
	const typed = {
		...newExperience('shop'),
		name: '  ',
		pages: { include: ['/a ', '', ' '], exclude: [''] },
		variants: [
			{
				id: 'v',
				name: 'V',
				weight: 1,
				audience: null,
				edits: [{ id: 'e', selector: ' h1 ', kind: 'class', add: ['big', ''], remove: [] } as const],
			},
		],
	};
	const tidy = tidyExperience(typed);
	expect([tidy.name, tidy.pages]).toEqual(['Untitled experience', { include: ['/a'], exclude: [] }]);
	expect(tidy.variants[0]?.edits).toEqual([{ id: 'e', selector: 'h1', kind: 'class', add: ['big'], remove: [] }]);
});
