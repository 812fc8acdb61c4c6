import type { SeenPath } from '../shapes/vocabulary.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from './choice.tsx';
import { LengthField } from './length-field.tsx';
import { OperandField } from './operand-field.tsx';
import { amountGroups, convertOperand, operatorGroups, readTests, type Test, writeTests } from './tests.ts';

interface Props {
	readonly json: unknown;
	readonly onChange: (json: unknown) => void;
	readonly seen: SeenPath | undefined;
	/** Which operators the menu has; amounts say "at least", values "is at least". */
	readonly of?: 'value' | 'amount';
}

/** What a value must be: one test after the other, with the least time that they must have held. */
export function TestsField({ json, onChange, seen, of = 'value' }: Props) {
	const { tests, lasting } = readTests(json);
	const write = (next: readonly Test[]) => onChange(writeTests(next, lasting));
	return (
		<>
			{tests.map((test, place) => (
				<span key={`${place}${test.name}`} class="test">
					{place > 0 && <span class="word">and</span>}
					<OneTest
						test={test}
						others={tests.filter((other) => other !== test).map(({ name }) => name)}
						seen={seen}
						of={of}
						onChange={(changed) => write(tests.map((other) => (other === test ? changed : other)))}
					/>
					{tests.length > 1 && (
						<Button
							kind="quiet"
							small
							icon="close"
							label="Remove this test"
							onClick={() => write(tests.filter((other) => other !== test))}
						/>
					)}
				</span>
			))}
			{lasting !== undefined && (
				<span class="test">
					<span class="word">{tests.length === 0 ? 'has not changed for at least' : 'for at least'}</span>
					<LengthField label="For at least" value={lasting} onChange={(next) => onChange(writeTests(tests, next))} />
					{tests.length > 0 && (
						<Button
							kind="quiet"
							small
							icon="close"
							label="Remove the length of time"
							onClick={() => onChange(writeTests(tests, undefined))}
						/>
					)}
				</span>
			)}
		</>
	);
}

function OneTest(props: {
	test: Test;
	others: readonly string[];
	seen: SeenPath | undefined;
	of: 'value' | 'amount';
	onChange: (test: Test) => void;
}) {
	const { test, others, seen, of, onChange } = props;
	const { name, operand } = test;
	const value = name === '$exists' ? `$exists ${operand}` : name;
	return (
		<>
			<Choice
				label="Operator"
				value={value}
				groups={menuOf(of, name, operand, others)}
				onChange={(next) => {
					const [to = '', known] = next.split(' ');
					onChange({ name: to, operand: known === undefined ? convertOperand(to, operand) : known === 'true' });
				}}
			/>
			<OperandField
				name={name}
				operand={operand}
				seen={seen}
				amount={of === 'amount'}
				onChange={(next) => onChange({ name, operand: next })}
			/>
		</>
	);
}

type Options = readonly (readonly [string, string])[];

/** An operator stands once beside others; one that the menu does not have is in it while it is chosen. */
function menuOf(of: 'value' | 'amount', name: string, operand: unknown, others: readonly string[]) {
	const groups = of === 'amount' ? { ...amountGroups, 'Everything else': withoutAmounts() } : operatorGroups;
	const menu = Object.entries(groups).map(([title, operators]): readonly [string, Options] => {
		const free = Object.entries(operators).filter(
			([one]) => !others.includes(one) && (one !== '' || others.length === 0),
		);
		return [
			title,
			free.flatMap(([one, { says }]): Options => {
				if (one !== '$exists') return [[one, says]];
				return [
					['$exists true', 'is known'],
					['$exists false', 'is not known'],
				];
			}),
		];
	});
	const current = name === '$exists' ? `$exists ${operand}` : name;
	const isThere = menu.some(([, options]) => options.some(([one]) => one === current));
	return isThere ? menu : [['As written', [[current, current]]] as const, ...menu];
}

function withoutAmounts() {
	const amounts = new Set(Object.keys(amountGroups.Amounts ?? {}));
	const all = Object.values(operatorGroups).flatMap((group) => Object.entries(group));
	return Object.fromEntries(all.filter(([name]) => !amounts.has(name)));
}
