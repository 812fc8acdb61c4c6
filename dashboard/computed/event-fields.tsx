import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import type { Vocabulary } from '../shapes/vocabulary.ts';
import { Field, Select, Text } from '../ui/field.tsx';
import { type AmountForm, type AmountJson, amountOf, formOf, kinds, looksAtProperty } from './amount-form.ts';

interface Props {
	readonly amount: AmountJson;
	readonly onChange: (amount: AmountJson) => void;
	readonly onProblem: (broken: boolean) => void;
	/** What is wrong at one of these places of the amount. */
	readonly at: (...paths: string[]) => string | undefined;
	readonly seen: Vocabulary['events'];
}

/** Which events of one name, and what is told of them. */
export function EventFields({ amount, onChange, onProblem, at, seen }: Props) {
	const form = formOf(amount);
	const change = (part: Partial<AmountForm>) => onChange(amountOf({ ...form, ...part }));
	const paths = seen.find(({ name }) => name === form.event)?.paths ?? [];
	return (
		<>
			<Field label="Event" problem={at('event')}>
				<Text
					value={form.event}
					suggestions={seen.map(({ name }) => name)}
					placeholder="Order Completed"
					onChange={(event) => change({ event })}
				/>
			</Field>
			<Field label="What to tell of these events">
				<Select
					value={form.kind}
					options={kinds.map(({ kind, title }) => [kind, title] as const)}
					onChange={(kind) => change({ kind, property: looksAtProperty(kind) ? form.property || 'total' : '' })}
				/>
			</Field>
			{looksAtProperty(form.kind) && (
				<Field label="Property" problem={at(form.kind)}>
					<Text
						mono
						value={form.property}
						suggestions={paths.map(({ path }) => path.replace(/^properties\./, ''))}
						placeholder="total"
						onChange={(property) => change({ property })}
					/>
				</Field>
			)}
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
				onProblem={onProblem}
				rows={4}
			/>
		</>
	);
}
