import { useEffect } from 'preact/hooks';
import type { Plan } from '../../core/plan/index.ts';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { parsePlan, printPlan } from './check-plan.ts';

/** The whole plan as JSON, checked while it is typed by the compiler that decides when it is saved. */
export function JsonEditor(props: {
	plan: Plan;
	onChange: (plan: Plan) => void;
	onProblem: (broken: boolean) => void;
}) {
	const { plan, onChange, onProblem } = props;
	const { text, type } = useTyped(plan, printPlan, read);
	const { problem } = parsePlan(text);
	const broken = problem !== null;
	useEffect(() => {
		onProblem(broken);
		return () => onProblem(false);
	}, [broken]);
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
						type(event.currentTarget.value);
						const next = read(event.currentTarget.value);
						if (next) onChange(next);
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

function read(text: string): Plan | undefined {
	const parsed = parsePlan(text);
	return parsed.problem ? undefined : parsed.plan;
}
