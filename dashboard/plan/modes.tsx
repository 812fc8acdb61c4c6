import type { Plan } from '../../core/plan/index.ts';
import { Card } from '../ui/card.tsx';
import { Segmented } from '../ui/field.tsx';

/** What becomes of events that are not as the plan says. */
export function Modes({ plan, onChange }: { plan: Plan; onChange: (part: Partial<Plan>) => void }) {
	return (
		<Card title="When events differ">
			<div class="stack loose">
				<div class="field">
					<span class="label">Events that break a rule</span>
					<Segmented
						label="Events that break a rule"
						value={plan.violations}
						onChange={(violations) => onChange({ violations })}
						options={[
							['keep', 'Keep and show'],
							['refuse', 'Refuse'],
						]}
					/>
					<p class="hint">
						{plan.violations === 'keep'
							? 'They are kept like all others, and carry what is wrong with them.'
							: 'They are lost: their sender is told which rule they break, and nothing of them is kept.'}
					</p>
				</div>
				<div class="field">
					<span class="label">Events that are not in the plan</span>
					<Segmented
						label="Events that are not in the plan"
						value={plan.unplanned}
						onChange={(unplanned) => onChange({ unplanned })}
						options={[
							['allow', 'Allow'],
							['violation', 'Break the plan'],
						]}
					/>
					<p class="hint">
						{plan.unplanned === 'allow'
							? 'The plan says nothing of them.'
							: 'Track calls only. What Edgewise itself sends, such as consent, never breaks the plan.'}
					</p>
				</div>
			</div>
		</Card>
	);
}
