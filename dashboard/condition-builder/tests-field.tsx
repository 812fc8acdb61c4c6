import type { SeenPath } from '../shapes.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from './choice.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { ScopeContext } from './context.ts';
import { JsonBox } from './json-box.tsx';
import { LengthField } from './length-field.tsx';
import { isObject } from './read-words.ts';
import {
	amountGroups,
	convertOperand,
	isOperators,
	operandKind,
	operatorGroups,
	readTests,
	type Test,
	writeTests,
} from './tests.ts';
import { ListField, ScalarField } from './values.tsx';
import { MomentField, SpanField } from './when-field.tsx';

const numbers: ReadonlySet<string> = new Set(['$lt', '$lte', '$gt', '$gte']);
const types = ['string', 'number', 'boolean', 'array', 'object', 'null', 'undefined'] as const;
const typeWords = ['text', 'number', 'true or false', 'list', 'object', 'null', 'undefined'];

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
			<Operand
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

function Operand(props: {
	name: string;
	operand: unknown;
	seen: SeenPath | undefined;
	amount: boolean;
	onChange: (operand: unknown) => void;
}) {
	const { name, operand, seen, amount, onChange } = props;
	switch (operandKind(name)) {
		case 'known':
			return typeof operand === 'boolean' ? null : <JsonBox label="Value" value={operand} onChange={onChange} />;
		case 'list':
			return <ListField label="Values" value={operand} onChange={onChange} seen={seen} />;
		case 'date':
			return <MomentField value={operand} onChange={onChange} />;
		case 'span':
			return <SpanField json={operand} onChange={onChange} />;
		case 'type':
			return <TypeField value={operand} onChange={onChange} />;
		case 'size':
			return <TestsField json={operand} onChange={onChange} seen={undefined} of="amount" />;
		case 'tests':
			return <TestsField json={operand} onChange={onChange} seen={seen} />;
		case 'element':
			return <ElementField json={operand} onChange={onChange} seen={seen} />;
		case 'text':
		case 'scalar':
			return (
				<ScalarField
					label="Value"
					value={operand}
					onChange={onChange}
					seen={seen}
					wantsNumber={amount || numbers.has(name)}
				/>
			);
		default:
			return <JsonBox label="Value" value={operand} onChange={onChange} />;
	}
}

function TypeField({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
	if (!types.some((type) => type === value)) return <JsonBox label="Type" value={value} onChange={onChange} />;
	return (
		<Choice
			label="Type"
			value={String(value)}
			onChange={onChange}
			options={types.map((type, place) => [type, typeWords[place] ?? type])}
		/>
	);
}

/** An item of a list: tests of the item itself, or of its properties. */
function ElementField({ json, onChange, seen }: Props) {
	if (isOperators(json)) return <TestsField json={json} onChange={onChange} seen={seen} />;
	if (!isObject(json)) return <JsonBox label="Item" value={json} onChange={onChange} />;
	return (
		<div class="where">
			<ScopeContext.Provider value={{ of: 'object', paths: [] }}>
				<ConditionRows json={json} onChange={onChange} path={null} />
			</ScopeContext.Provider>
		</div>
	);
}
