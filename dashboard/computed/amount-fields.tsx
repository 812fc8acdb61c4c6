import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { compileAmount } from '../../core/condition/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { api } from '../api.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useTyped } from '../ui/use-typed.ts';
import {
	type AmountForm,
	type AmountJson,
	amountOf,
	formOf,
	kinds,
	looksAtProperty,
	readBounds,
} from './amount-form.ts';
import { sayAmount } from './say-amount.ts';

interface Props {
	readonly amount: AmountJson;
	readonly onChange: (amount: AmountJson) => void;
	readonly onProblem: (broken: boolean) => void;
}

/** The fields of an amount, checked by the compiler that works it out later. */
export function AmountFields({ amount, onChange, onProblem }: Props) {
	const form = formOf(amount);
	const change = (part: Partial<AmountForm>) => onChange(amountOf({ ...form, ...part }));
	const problem = useMemo(() => refusalOf(amount), [amount]);
	const [whereBroken, setWhereBroken] = useState(false);
	const broken = problem !== null || whereBroken;
	useEffect(() => {
		onProblem(broken);
		return () => onProblem(false);
	}, [broken]);
	const { events: seen = [] } = useLoad('vocabulary', api.vocabulary).data ?? {};
	const events = useId();
	const properties = useId();
	const at = (...paths: string[]) => (problem && paths.includes(problem.path ?? '') ? sayProblem(problem) : undefined);
	const paths = seen.find(({ name }) => name === form.event)?.paths ?? [];
	return (
		<>
			<Field label="Event" problem={at('event')}>
				<input
					class="input"
					list={events}
					value={form.event}
					placeholder="Order Completed"
					onInput={(event) => change({ event: event.currentTarget.value })}
				/>
			</Field>
			<datalist id={events}>
				{seen.map(({ name }) => (
					<option key={name} value={name} />
				))}
			</datalist>
			<Field label="What to tell of these events">
				<Select
					value={form.kind}
					options={kinds.map(({ kind, title }) => [kind, title] as const)}
					onChange={(kind) => change({ kind, property: looksAtProperty(kind) ? form.property || 'total' : '' })}
				/>
			</Field>
			{looksAtProperty(form.kind) && (
				<Field label="Property" problem={at(form.kind)}>
					<input
						class="input mono"
						list={properties}
						value={form.property}
						placeholder="total"
						onInput={(event) => change({ property: event.currentTarget.value })}
					/>
				</Field>
			)}
			<datalist id={properties}>
				{paths.map(({ path }) => (
					<option key={path} value={path.replace(/^properties\./, '')} />
				))}
			</datalist>
			<Field
				label="Within"
				problem={at('within', 'calendar')}
				hint="A length of time such as 90d, 12h or 52w, or this month. Empty: ever."
			>
				<Text value={form.within} onChange={(within) => change({ within: within.trim() })} placeholder="ever" />
			</Field>
			<ConditionBuilder
				label="Only those events where"
				optional="All of these events count."
				event={form.event}
				only="event"
				value={form.where}
				onChange={(where) => change({ where })}
				onProblem={setWhereBroken}
				rows={4}
			/>
			<Score form={form} change={change} problem={at('buckets', 'reverse')} />
			<p class="soft small wrap-anywhere" aria-live="polite">
				{problem ? sayProblem(problem) : `${sayAmount(amount)}.`}
			</p>
		</>
	);
}

/** Boundaries turn a number into a score, for what is compared across people: recency, frequency, monetary value. */
function Score(props: { form: AmountForm; change: (part: Partial<AmountForm>) => void; problem: string | undefined }) {
	const { form, change, problem } = props;
	const { text, type, isBroken } = useTyped(
		form.buckets,
		(bounds) => bounds.join(', '),
		(typed) => readBounds(typed) ?? undefined,
	);
	return (
		<>
			<Field
				label="Boundaries of a score"
				problem={isBroken ? 'Write numbers, each above the one before: 30, 90, 180.' : problem}
				hint={
					form.buckets.length > 0
						? `Told as a score from 1 to ${form.buckets.length + 1}.`
						: 'Empty: the number itself. With boundaries, people get a score from 1 up.'
				}
			>
				<Text
					value={text}
					onChange={(next) => {
						type(next);
						const read = readBounds(next);
						if (read) change({ buckets: read });
					}}
					placeholder="30, 90, 180, 365"
				/>
			</Field>
			{form.buckets.length > 0 && (
				<label class="check">
					<input
						type="checkbox"
						checked={form.reverse}
						onChange={(event) => change({ reverse: event.currentTarget.checked })}
					/>
					<span>The lower the number, the higher the score</span>
				</label>
			)}
		</>
	);
}

function refusalOf(amount: AmountJson): Refusal | null {
	try {
		compileAmount(amount);
		return null;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error;
	}
}

function sayProblem({ message, hint }: Refusal): string {
	return hint ? `${message} ${hint}` : message;
}
