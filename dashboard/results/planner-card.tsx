import { useState } from 'preact/hooks';
import type { Judging } from '../../core/judge/index.ts';
import type { PageRule } from '../../core/release/types.ts';
import { api } from '../api.ts';
import type { Baseline, Results } from '../shapes/results.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { planRows } from './plan-rows.ts';
import { sayLift, sayMean } from './say.ts';

/** How many people and days it takes to find what, by how many come to the pages now. */
export function PlannerCard(props: { siteId: string; pages: PageRule; results: Results; coverage: number }) {
	const { siteId, pages, results, coverage } = props;
	const primary = results.judging.goals.find(({ role }) => role === 'primary');
	return (
		<Card title="How long it takes">
			{primary ? (
				<Asked siteId={siteId} pages={pages} goalId={primary.goalId} results={results} coverage={coverage} />
			) : (
				<p class="soft">Attach a goal that decides, and see how many people and days it takes to find a lift in it.</p>
			)}
		</Card>
	);
}

function Asked(props: { siteId: string; pages: PageRule; goalId: string; results: Results; coverage: number }) {
	const { siteId, pages, goalId, results, coverage } = props;
	const [planned, setPlanned] = useState(false);
	const key = `baseline ${siteId} ${goalId} ${JSON.stringify(pages)}`;
	if (!planned) {
		return (
			<div class="stack">
				<p class="soft">
					How many people and days it takes to find a lift, by how many have come to these pages lately and what they
					did.
				</p>
				<div>
					<Button icon="results" onClick={() => setPlanned(true)}>
						Work it out
					</Button>
				</div>
			</div>
		);
	}
	return <Loaded key={key} {...{ siteId, pages, goalId, results, coverage, loadKey: key }} />;
}

function Loaded(props: {
	siteId: string;
	pages: PageRule;
	goalId: string;
	results: Results;
	coverage: number;
	loadKey: string;
}) {
	const { siteId, pages, goalId, results, coverage } = props;
	const loaded = useLoad(props.loadKey, (signal) => api.baseline({ siteId, pages, goalId }, signal));
	return (
		<Await of={loaded}>
			{(baseline) => (
				<Plan baseline={baseline} judging={results.judging} variants={results.variants.length} coverage={coverage} />
			)}
		</Await>
	);
}

function Plan(props: { baseline: Baseline; judging: Judging; variants: number; coverage: number }) {
	const { baseline, judging, variants, coverage } = props;
	const rows = planRows(baseline, judging, variants, coverage);
	if (rows === null) {
		return (
			<p class="soft">
				Nobody has reached the goal on these pages in the last {sayDays(baseline.days)}, so there is nothing to plan on.
			</p>
		);
	}
	return (
		<div class="stack">
			<p class="soft small">
				{formatCount(baseline.people)} people saw these pages in the last {sayDays(baseline.days)}; the goal stands at{' '}
				{sayMean({ kind: baseline.isShare ? 'conversion' : 'sum' }, baseline.mean)}.
			</p>
			<table class="table plan">
				<thead>
					<tr>
						<th scope="col">A lift of</th>
						<th scope="col" class="right keep">
							takes people
						</th>
						<th scope="col" class="right keep">
							and days
						</th>
					</tr>
				</thead>
				<tbody>
					{rows.map(({ lift, people, days, isWanted }) => (
						<tr key={lift} class={isWanted ? 'wanted' : ''}>
							<th scope="row">{sayLift(lift)}</th>
							<td class="right numeric keep">{people === null ? 'more than there are' : formatCount(people)}</td>
							<td class="right numeric keep">{days === null ? '–' : formatCount(days)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

function sayDays(days: number): string {
	return days === 1 ? 'day' : `${formatCount(days)} days`;
}
