import { api } from '../api.ts';
import type { Breakdown, Results } from '../shapes/results.ts';
import { Card } from '../ui/card.tsx';
import { Select } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { useLoad } from '../ui/use-load.ts';
import { IntervalBar, reachOf } from './interval-bar.tsx';
import { sayGroup, sayLift, sayMean, sayProblem } from './say.ts';

const options = [
	['none', 'Not broken down'],
	['device', 'By device'],
	['country', 'By country'],
	['segment', 'By segment'],
] as const;

const groupsMax = 15;

/** The goal that decides, by parts of the people. */
export function GroupsCard({
	results,
	by,
	setBy,
}: {
	results: Results;
	by: Breakdown;
	setBy: (by: Breakdown) => void;
}) {
	return (
		<Card title="For whom" flush actions={<Select label="Broken down" value={by} options={options} onChange={setBy} />}>
			{by === 'none' ? (
				<p class="soft groups-note">
					Choose a breakdown to see whether the variants work for some people better than for others.
				</p>
			) : results.by !== by ? (
				<p class="soft groups-note">Counting…</p>
			) : (
				<Groups results={results} />
			)}
		</Card>
	);
}

function Groups({ results }: { results: Results }) {
	const { groups, judging, variants } = results;
	const segments = useLoad('segments', api.segments).data?.items ?? [];
	const segmentName = (id: string) => segments.find((segment) => segment.id === id)?.name ?? id;
	const shown = groups.slice(0, groupsMax);
	const decisive = shown.map((group) => ({
		...group,
		goal: group.goals.find(({ role }) => role === 'primary') ?? group.goals[0],
	}));
	if (!decisive.some(({ goal }) => goal)) {
		return <p class="soft groups-note">{groups.length === 0 ? 'Nobody yet.' : 'Attach a goal first.'}</p>;
	}
	const reach = reachOf(
		decisive.flatMap(({ goal }) =>
			(goal?.comparisons ?? []).flatMap((one) => (one[judging.method].problem ? [] : [one[judging.method].ci])),
		),
	);
	return (
		<>
			<ul class="groups">
				{decisive.map(({ name, people, goal }) => (
					<li key={name} class="group">
						<div>
							<strong>{sayGroup(name, segmentName)}</strong>
							<div class="faint small">{formatCount(people)} people</div>
						</div>
						<ul>
							{goal?.comparisons.map((comparison) => {
								const { expected, ci, problem } = comparison[judging.method];
								const arm = goal.arms.find(({ variantId }) => variantId === comparison.variantId);
								return (
									<li key={comparison.variantId} class="group-lift">
										<span class="truncate">{variants.find(({ id }) => id === comparison.variantId)?.name}</span>
										<span class="numeric soft">{sayMean(goal, arm?.mean ?? 0)}</span>
										{problem ? (
											<span class="faint small wide">{sayProblem(problem)}</span>
										) : (
											<>
												<span class="numeric">{sayLift(expected)}</span>
												<IntervalBar expected={expected} ci={ci} reach={reach} outcome={comparison.outcome} />
											</>
										)}
									</li>
								);
							})}
						</ul>
					</li>
				))}
			</ul>
			<p class="faint small groups-note">
				{groups.length > groupsMax && `The ${groupsMax} largest of ${formatCount(groups.length)}. `}
				One of many parts differs by chance sooner or later: take what you find here as an idea for the next experiment.
			</p>
		</>
	);
}
