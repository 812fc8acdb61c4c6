import type { SeenPath } from '../shapes/vocabulary.ts';
import { Choice } from './choice.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { ScopeContext } from './context.ts';
import { JsonBox } from './json-box.tsx';
import { MomentField } from './moment-field.tsx';
import { isObject } from './read-words.ts';
import { SpanField } from './span-field.tsx';
import { isOperators, operandKind } from './tests.ts';
import { TestsField } from './tests-field.tsx';
import { ListField, ScalarField } from './values.tsx';

const numbers: ReadonlySet<string> = new Set(['$lt', '$lte', '$gt', '$gte']);
const types = ['string', 'number', 'boolean', 'array', 'object', 'null', 'undefined'] as const;
const typeWords = ['text', 'number', 'true or false', 'list', 'object', 'null', 'undefined'];

/** What an operator is given: a value, a list, a date, or tests of its own. What does not fit stands as JSON. */
export function OperandField(props: {
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
			return <SpanField json={operand} onChange={onChange} days={name === '$anniversary'} />;
		case 'type':
			return <TypeField value={operand} onChange={onChange} />;
		case 'size':
			return <TestsField json={operand} onChange={onChange} seen={undefined} of="amount" />;
		case 'tests':
			return <TestsField json={operand} onChange={onChange} seen={seen} />;
		case 'element':
			return <ElementField json={operand} onChange={onChange} seen={seen} />;
		case 'text':
			// Digits are text here, also where numbers were seen.
			return <ScalarField label="Value" value={operand} onChange={(value) => onChange(String(value))} seen={seen} />;
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

interface ElementProps {
	readonly json: unknown;
	readonly onChange: (json: unknown) => void;
	readonly seen: SeenPath | undefined;
}

/** An item of a list: tests of the item itself, or of its properties. */
function ElementField({ json, onChange, seen }: ElementProps) {
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
