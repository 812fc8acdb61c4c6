import { useEffect, useId, useState } from 'preact/hooks';
import type { Schema } from '../../core/plan/index.ts';
import { Button } from '../ui/button.tsx';
import { Select, Text } from '../ui/field.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { choicesLine, furtherRules, typeChoice, typeChoices, withChoices, withFurther, withType } from './rule.ts';

interface Props {
	readonly rule: Schema;
	/** What the rule is of, for labels: `total`. */
	readonly of: string;
	readonly onChange: (rule: Schema) => void;
	readonly onProblem: (broken: boolean) => void;
}

export function TypeField({ rule, of, onChange }: Omit<Props, 'onProblem'>) {
	return (
		<Select
			label={`Type of ${of}`}
			value={typeChoice(rule)}
			onChange={(choice) => onChange(withType(rule, choice))}
			options={typeChoices(rule)}
		/>
	);
}

/** Description, allowed values, and all else that a rule says. */
export function RuleFields({ rule, of, onChange, onProblem }: Props) {
	const further = furtherRules(rule);
	const [open, setOpen] = useState(Object.keys(further).length > 0);
	const { description: _, ...undescribed } = rule;
	return (
		<div class="rule-fields">
			<Text
				label={`Description of ${of}`}
				placeholder="What it means"
				value={rule.description ?? ''}
				onChange={(description) => onChange(description === '' ? undescribed : { ...rule, description })}
			/>
			<Choices rule={rule} of={of} onChange={onChange} onProblem={onProblem} />
			<Button kind="quiet" small icon={open ? 'down' : 'chevron'} onClick={() => setOpen(!open)}>
				More rules
			</Button>
			{open && (
				<Further
					further={further}
					of={of}
					onChange={(next) => onChange(withFurther(rule, next))}
					onProblem={onProblem}
				/>
			)}
		</div>
	);
}

/** Only where values can be listed: text, numbers, or anything. */
function Choices({ rule, of, onChange, onProblem }: Props) {
	const line = choicesLine(rule);
	const { text, type, isBroken } = useTyped(rule, printChoices, (typed) => withChoices(rule, typed) ?? undefined);
	const listable = ['any', 'string', 'number', 'integer'].includes(typeChoice(rule));
	const broken = listable && isBroken;
	useEffect(() => {
		onProblem(broken);
		return () => onProblem(false);
	}, [broken]);
	if (!listable || line === null) return null;
	return (
		<div class="stack tight">
			<Text
				label={`Allowed values of ${of}`}
				placeholder="Allowed values, with commas"
				value={text}
				onChange={(next) => {
					type(next);
					const changed = withChoices(rule, next);
					if (changed) onChange(changed);
				}}
			/>
			{broken && (
				<div class="rule-problem small" role="alert">
					Write numbers with commas between them.
				</div>
			)}
		</div>
	);
}

function printChoices(rule: Schema): string {
	return choicesLine(rule) ?? '';
}

/** Patterns, bounds and lengths, as JSON Schema writes them. */
function Further({
	further,
	of,
	onChange,
	onProblem,
}: {
	further: Schema;
	of: string;
	onChange: (further: Schema) => void;
	onProblem: (broken: boolean) => void;
}) {
	const id = useId();
	const { text, type, isBroken: broken } = useTyped(further, printRules, (typed) => parseRules(typed) ?? undefined);
	useEffect(() => {
		onProblem(broken);
		return () => onProblem(false);
	}, [broken]);
	return (
		<div class="further">
			<textarea
				class="input code"
				rows={2}
				spellcheck={false}
				aria-label={`More rules of ${of}, as JSON`}
				aria-describedby={id}
				aria-invalid={broken}
				placeholder='{ "minimum": 0, "maximum": 100 }'
				value={text}
				onInput={(event) => {
					type(event.currentTarget.value);
					const next = parseRules(event.currentTarget.value);
					if (next) onChange(next);
				}}
			/>
			<div id={id} class={broken ? 'rule-problem small' : 'faint small'}>
				{broken
					? 'This is not a JSON object yet.'
					: 'minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, pattern, format (date-time, date, email, uri), const, minItems, maxItems'}
			</div>
		</div>
	);
}

function printRules(further: Schema): string {
	return Object.keys(further).length > 0 ? JSON.stringify(further) : '';
}

/** The rules that a text says, still to be checked with the whole plan; null when it is no JSON object. */
function parseRules(text: string): Schema | null {
	if (text.trim() === '') return {};
	try {
		const json: unknown = JSON.parse(text);
		return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : null;
	} catch {
		return null;
	}
}
