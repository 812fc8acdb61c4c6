import { type Column, columns, hardest, type Outcome } from '../../e2e/tracker/columns/columns.ts';
import { runTrial } from '../../e2e/tracker/columns/run-trial.ts';
import { newChromiumProfile } from '../../e2e/tracker/lab/chromium.ts';
import type { Contestant } from '../../e2e/tracker/lab/contestant.ts';
import { edgewise } from '../../e2e/tracker/lab/edgewise.ts';
import { sideBySide } from '../../e2e/tracker/lab/side-by-side.ts';
import type { Profile } from '../../e2e/tracker/lab/tab.ts';
import type { Options } from '../options.ts';
import { showProgress } from '../progress.ts';
import { print, printTable } from '../report.ts';
import { findFirefox, newFirefoxProfile } from './firefox/profile.ts';

/** Browsers at a time: two cores run a few, and most of the time each waits for its storage or for a retry. */
const atOnce = 3;
/** Firefox takes several times as long to come up. */
const mostInFirefox = 5;

interface Attempt {
	readonly contestant: Contestant;
	readonly column: Column;
}
interface Made extends Attempt {
	readonly outcome: Outcome;
}

/** What becomes of events, ours and the peers': each column that many times, each in a browser of its own; ours in Firefox, too. */
export async function benchDelivery(peers: readonly Contestant[], { trials, peerTrials }: Options): Promise<void> {
	const times = (contestant: Contestant) => (contestant === edgewise ? trials : peerTrials);
	const made = await makeAll([...columns, hardest], [edgewise, ...peers], times, newChromiumProfile);
	printOutcomes('Delivery in Chromium: what becomes of an event, or of a page view', made);
	const ours = made.filter(({ contestant, column }) => contestant === edgewise && column !== hardest);
	const failed = ours.filter(({ outcome }) => !outcome.passed).length;
	print('Ours against its floor', [
		{ name: `of ${ours.length} attempts, failed`, value: failed, unit: 'attempts', floor: 0, better: 'less' },
	]);
	if (findFirefox() === null) return console.log('\nDelivery in Firefox: left out, since Firefox is not installed');
	const everywhere = [...columns, hardest].filter(({ onlyInChromium }) => onlyInChromium !== true);
	const inFirefox = Math.min(trials, mostInFirefox);
	printOutcomes('Delivery in Firefox', await makeAll(everywhere, [edgewise], () => inFirefox, newFirefoxProfile));
}

async function makeAll(
	asked: readonly Column[],
	contestants: readonly Contestant[],
	times: (contestant: Contestant) => number,
	newProfile: (options: { storage: 'allowed' | 'blocked' }) => Profile,
): Promise<Made[]> {
	const attempts: Attempt[] = asked.flatMap((column) =>
		contestants.flatMap((contestant) => Array.from({ length: times(contestant) }, () => ({ contestant, column }))),
	);
	let done = 0;
	return sideBySide(attempts, atOnce, async (attempt) => {
		const outcome = await runTrial(attempt.contestant, attempt.column, newProfile);
		showProgress(++done, attempts.length, 'attempts');
		return { ...attempt, outcome };
	});
}

function printOutcomes(title: string, made: readonly Made[]): void {
	const contestants = [...new Set(made.map(({ contestant }) => contestant))];
	const asked = [...new Set(made.map(({ column }) => column))];
	const cell = (contestant: Contestant, column: Column) =>
		summary(made.filter((one) => one.contestant === contestant && one.column === column).map(({ outcome }) => outcome));
	printTable(
		title,
		['', ...contestants.map(({ name }) => name)],
		asked.map((column) => [column.name, ...contestants.map((contestant) => cell(contestant, column))]),
	);
}

/** `ok 50/50`, `lost 0/3`: the word is the commonest of those that did not pass, if any. */
function summary(outcomes: readonly Outcome[]): string {
	const failed = outcomes.filter(({ passed }) => !passed).map(({ word }) => word);
	const counts = new Map<string, number>();
	for (const word of failed) counts.set(word, (counts.get(word) ?? 0) + 1);
	const [word] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['ok'];
	return `${word} ${outcomes.length - failed.length}/${outcomes.length}`;
}
