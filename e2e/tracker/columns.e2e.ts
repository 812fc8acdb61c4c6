import { expect, test } from 'vitest';
import { columns } from './columns/columns.ts';
import { runTrial } from './columns/run-trial.ts';
import { edgewise } from './lab/edgewise.ts';

/** Two at a time: on a busy machine things happen in another order. `npm run bench -- delivery` makes fifty of each, and asks peers too. */
const trials = [1, 2];

test.each(columns)(
	'an event, or a page view, counts in spite of: $name',
	async (column) => {
		const outcomes = await Promise.all(trials.map(() => runTrial(edgewise, column)));
		expect(outcomes.map(({ word }) => word)).toEqual(trials.map(() => 'ok'));
	},
	120_000,
);
