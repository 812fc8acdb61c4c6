import type { ComponentChildren } from 'preact';
import type { Comparison, GoalResult } from '../../core/judge/index.ts';
import type { Results } from '../shapes/results.ts';
import { Badge, type Tone } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { type Column, Table } from '../ui/table.tsx';
import { IntervalBar, reachOf } from './interval-bar.tsx';
import { sayInterval, sayLift, sayMean, sayP, sayProblem, sayShare } from './say.ts';

interface Row {
	readonly name: string;
	readonly variantId: string;
	readonly people: number;
	readonly mean: number;
	/** Null for the control. */
	readonly comparison: Comparison | null;
}

const outcomes: Readonly<Record<Comparison['outcome'], readonly [Tone, string]>> = {
	better: ['good', 'better'],
	worse: ['bad', 'worse'],
	open: ['plain', 'open'],
};

/** One goal: every variant's number, and how it stands against the control. */
export function GoalTable({ goal, results }: { goal: GoalResult; results: Results }) {
	const { method } = results.judging;
	const reach = reachOf(goal.comparisons.flatMap((one) => (one[method].problem ? [] : [one[method].ci])));
	const rows = results.variants.map(({ id, name }): Row => {
		const arm = goal.arms.find(({ variantId }) => variantId === id);
		const comparison = goal.comparisons.find(({ variantId }) => variantId === id) ?? null;
		return { name, variantId: id, people: arm?.n ?? 0, mean: arm?.mean ?? 0, comparison };
	});
	return (
		<Table caption={goal.name} columns={columnsOf(goal, results, reach)} rows={rows} rowKey={(row) => row.variantId} />
	);
}

function columnsOf(goal: GoalResult, { judging }: Results, reach: number): Column<Row>[] {
	const { method } = judging;
	const told = (cell: (comparison: Comparison) => ComponentChildren) => (row: Row) => {
		if (!row.comparison) return <span class="faint">–</span>;
		return row.comparison[method].problem ? <span class="faint">–</span> : cell(row.comparison);
	};
	return [
		{
			title: 'Variant',
			width: '20%',
			cell: ({ name, comparison }) => (
				<span class="row wrap variant-name">
					<span>{name}</span>
					{comparison && comparison.outcome !== 'open' && (
						<Badge tone={outcomes[comparison.outcome][0]}>{outcomes[comparison.outcome][1]}</Badge>
					)}
				</span>
			),
		},
		{ title: 'People', align: 'right', cell: ({ people }) => <span class="numeric">{formatCount(people)}</span> },
		{
			title: valueTitle(goal),
			align: 'right',
			keep: true,
			cell: ({ mean }) => <span class="numeric">{sayMean(goal, mean)}</span>,
		},
		{
			title: 'Against the control',
			width: '32%',
			keep: true,
			cell: ({ comparison }) =>
				comparison ? <Lift comparison={comparison} method={method} reach={reach} /> : <Control />,
		},
		{
			title: 'Chance to win',
			align: 'right',
			cell: told(({ bayesian }) => <span class="numeric">{sayChance(bayesian.chanceToWin)}</span>),
		},
		{
			title: 'Risk',
			align: 'right',
			cell: told(({ bayesian }) => (
				<span class="numeric soft" title="What choosing this variant is expected to lose">
					{sayRisk(bayesian.risk[1])}
				</span>
			)),
		},
		...(method === 'bayesian'
			? []
			: [
					{
						title: judging.correction === 'none' || goal.role === 'guardrail' ? 'p' : 'p, corrected',
						align: 'right' as const,
						cell: told(({ pValue }) => <span class="numeric">{pValue === null ? '–' : sayP(pValue)}</span>),
					},
				]),
	];
}

function valueTitle({ kind }: GoalResult): string {
	return kind === 'conversion' || kind === 'retention'
		? 'Share'
		: kind === 'quantile'
			? 'Quantile'
			: kind === 'ratio'
				? 'Ratio'
				: 'Per person';
}

function Control() {
	return <span class="faint small">the control</span>;
}

function Lift({
	comparison,
	method,
	reach,
}: {
	comparison: Comparison;
	method: Results['judging']['method'];
	reach: number;
}) {
	const { expected, ci, problem } = comparison[method];
	if (problem) return <span class="faint small">{sayProblem(problem)}</span>;
	return (
		<span class="lift">
			<span class="row apart">
				<strong class="numeric">{sayLift(expected)}</strong>
				<span class="faint small numeric">{sayInterval(ci)}</span>
			</span>
			<IntervalBar expected={expected} ci={ci} reach={reach} outcome={comparison.outcome} />
		</span>
	);
}

/** Nothing is certain. */
function sayChance(chance: number): string {
	return chance > 0.999 ? '> 99.9 %' : chance < 0.001 ? '< 0.1 %' : sayShare(chance);
}

/** Below a hundredth of a percent nobody cares how much. */
function sayRisk(risk: number): string {
	return risk > 0 && risk < 0.0001 ? '< 0.01 %' : sayShare(risk);
}
