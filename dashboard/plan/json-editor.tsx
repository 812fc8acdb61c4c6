import { useEffect, useState } from 'preact/hooks';
import type { Plan } from '../../core/plan/index.ts';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { parsePlan, printPlan } from './check-plan.ts';

/** The whole plan as JSON, checked while it is typed by the compiler that decides when it is saved. */
export function JsonEditor(props: {
	plan: Plan;
	onChange: (plan: Plan) => void;
	onProblem: (broken: boolean) => void;
}) {
	const { plan, onChange, onProblem } = props;
	const [text, setText] = useState(() => printPlan(plan));
	const parsed = parsePlan(text);
	const { problem } = parsed;
	const broken = problem !== null;
	useEffect(() => {
		onProblem(broken);
		return () => onProblem(false);
	}, [broken]);
	useEffect(() => {
		// The plan changed from outside (a switch, a suggestion, a save): show it, unless it is what stands here.
		if (!parsed.problem && printPlan(parsed.plan) !== printPlan(plan)) setText(printPlan(plan));
	}, [plan]);
	return (
		<Card title="The plan as JSON">
			<div class="stack">
				<textarea
					class="input code"
					rows={Math.min(36, Math.max(14, text.split('\n').length + 1))}
					spellcheck={false}
					aria-label="The plan as JSON"
					aria-describedby="plan-verdict"
					aria-invalid={broken}
					value={text}
					onInput={(event) => {
						setText(event.currentTarget.value);
						const next = parsePlan(event.currentTarget.value);
						if (!next.problem) onChange(next.plan);
					}}
				/>
				<div id="plan-verdict" class={broken ? 'plan-verdict broken' : 'plan-verdict'} aria-live="polite">
					<Icon name={broken ? 'warning' : 'check'} size={16} />
					<div class="wrap-anywhere">
						{problem ? (
							<>
								{problem.path !== '' && <code>{problem.path}</code>} {problem.message}
								<div class="soft">{problem.hint}</div>
							</>
						) : (
							'This plan can be saved.'
						)}
					</div>
				</div>
			</div>
		</Card>
	);
}
