import { api } from '../api.ts';
import type { CleansingRule } from '../shapes/cleansing.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Select, Text } from '../ui/field.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useBegin } from '../ui/use-begin.ts';
import { useDraft } from '../ui/use-draft.ts';
import { type Loaded, useLoad } from '../ui/use-load.ts';
import './cleansing.css';
import { Effect } from './effect.tsx';
import { stepTitles } from './steps.ts';

/** In which form the values of traits are kept, whoever says them. */
export function CleansingRules() {
	const loaded = useLoad('cleansing', api.cleansing);
	return <Await of={loaded}>{({ rules }) => <Edit saved={rules} loaded={loaded} />}</Await>;
}

function Edit({
	saved,
	loaded,
}: {
	saved: readonly CleansingRule[];
	loaded: Loaded<{ rules: readonly CleansingRule[] }>;
}) {
	const draft = useDraft({ rules: saved });
	const { rules } = draft.value;
	const set = (next: readonly CleansingRule[]) => draft.change({ rules: next });
	const usable = rules.every(({ trait, steps }) => trait.trim() !== '' && steps.length > 0) && !hasTwins(rules);
	const save = () => attempt(async () => loaded.set(await api.saveCleansing(rules)), 'Rules saved');
	return (
		<div class="stack loose">
			<p class="soft">
				Brings what people are said to be into one form before anything is made of it. A step that cannot read a value
				leaves it as it is.
			</p>
			<div class="two-columns">
				<div>
					<Card
						title="Rules"
						actions={<SaveActions draft={{ ...draft, broken: draft.broken || !usable }} fresh={false} save={save} />}
					>
						<div class="stack loose">
							{rules.length === 0 && <p class="soft">None: values are kept as they come.</p>}
							{rules.map((rule, i) => (
								<RuleRow
									key={i}
									rule={rule}
									onChange={(next) => set(rules.map((one, at) => (at === i ? next : one)))}
									onRemove={() => set(rules.filter((_, at) => at !== i))}
								/>
							))}
							{hasTwins(rules) && (
								<p class="problem" role="alert">
									A trait has one rule.
								</p>
							)}
							<div>
								<Button small icon="plus" onClick={() => set([...rules, { trait: '', steps: ['trim'] }])}>
									Add a rule
								</Button>
							</div>
						</div>
					</Card>
				</div>
				<div>
					<Effect rules={rules} usable={usable} />
				</div>
			</div>
		</div>
	);
}

function RuleRow(props: { rule: CleansingRule; onChange: (rule: CleansingRule) => void; onRemove: () => void }) {
	const { rule, onChange, onRemove } = props;
	const { trait, steps } = rule;
	const row = useBegin<HTMLFieldSetElement>(trait === '');
	const rest = stepTitles.filter(([step]) => !steps.includes(step));
	return (
		<fieldset class="cleansing-rule" ref={row} aria-label={trait || 'New rule'}>
			<Text
				mono
				label="Trait"
				value={trait}
				placeholder="email"
				onChange={(next) => onChange({ ...rule, trait: next })}
			/>
			<ol class="row wrap">
				{steps.map((step, i) => (
					<li key={step} class="step">
						{stepTitles.find(([one]) => one === step)?.[1] ?? step}
						<Button
							kind="quiet"
							small
							icon="close"
							label={`Leave out: ${step}`}
							onClick={() => onChange({ ...rule, steps: steps.filter((_, at) => at !== i) })}
						/>
					</li>
				))}
				{rest.length > 0 && (
					<li>
						<Select
							label="Add a step"
							value=""
							options={[['', 'then…'], ...rest]}
							onChange={(step) => step !== '' && onChange({ ...rule, steps: [...steps, step] })}
						/>
					</li>
				)}
			</ol>
			<Button
				kind="quiet"
				small
				icon="trash"
				label={`Remove the rule of ${trait || 'nothing yet'}`}
				onClick={onRemove}
			/>
		</fieldset>
	);
}

function hasTwins(rules: readonly CleansingRule[]): boolean {
	return new Set(rules.map(({ trait }) => trait.trim())).size < rules.length;
}
