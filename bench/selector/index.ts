import { printTable } from '../report.ts';
import { type Case, casesOf } from './cases.ts';
import { ourFinder } from './ours.ts';
import { meets, type Outcome, share, tallyOf } from './outcome.ts';
import { pages } from './pages/index.ts';
import { askPeers } from './peers.ts';

/** Elements of each page: with ten pages, 300. */
const elements = 30;

/** Whether elements are found again after their page has changed: ours, and what peers' selectors find. */
export async function benchSelector(seed: number): Promise<void> {
	const questions = [...casesOf(pages, elements, seed)];
	const ask = ourFinder();
	const ours = questions.map(ask);
	const columns = new Map<string, readonly Outcome[]>([['edgewise', ours], ...(await askPeers(questions))]);
	printTable(
		`Finding ${pages.length * elements} elements again: right / wrong, in hundredths (the rest finds nothing)`,
		['', 'asked', ...columns.keys()],
		linesOf(questions, columns),
	);
	const heldOut = new Set(pages.filter((page) => page.heldOut).map(({ name }) => name));
	const isHeldOut = questions.map(({ page }) => heldOut.has(page));
	const only = <Item>(items: readonly Item[]) => items.filter((_, at) => isHeldOut[at]);
	const heldOutColumns = new Map([...columns].map(([name, outcomes]) => [name, only(outcomes)]));
	printTable(
		`The same on the pages that were held out (${[...heldOut].join(', ')})`,
		['', 'asked', ...columns.keys()],
		linesOf(only(questions), heldOutColumns),
	);
	for (const [change, counts] of tallyOf(questions, ours)) {
		if (!meets(change, counts)) console.log(`  MISSED: ${change}`);
	}
}

function linesOf(questions: readonly Case[], columns: ReadonlyMap<string, readonly Outcome[]>): string[][] {
	const tallies = [...columns.values()].map((outcomes) => tallyOf(questions, outcomes));
	const changes = [...new Set(questions.map(({ change }) => change))];
	return changes.map((change) => {
		const asked = questions.filter((question) => question.change === change).length;
		const cells = tallies.map((each) => {
			const counts = each.get(change);
			return counts ? `${share(counts, 'right').toFixed(1)} / ${share(counts, 'wrong').toFixed(1)}` : '';
		});
		return [change, String(asked), ...cells];
	});
}
