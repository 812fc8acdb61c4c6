import { Choice } from './choice.tsx';
import { readDid } from './did.ts';
import { EventField, useEventPaths, Where } from './event-fields.tsx';
import type { Fields, LeafProps } from './fields.ts';
import { JsonBox } from './json-box.tsx';
import { isObject } from './read-words.ts';
import { SuggestField } from './suggest-field.tsx';
import { TestsField } from './tests-field.tsx';
import { WindowFields } from './window-fields.tsx';

const aggregateWords = [
	['sum', 'with the sum of'],
	['avg', 'with the average of'],
	['min', 'with the smallest'],
	['max', 'with the largest'],
	['distinct', 'with so many different'],
	['first', 'with the first'],
	['last', 'with the last'],
] as const;

/** What somebody did, how often or how much, and when. */
export function DidRow({ json, onChange }: LeafProps) {
	const did = readDid(json);
	if (!did) return <JsonBox label="Did" value={json} onChange={onChange} />;
	const { fields, aggregate } = did;
	return (
		<>
			<EventField value={did.event} onChange={(event) => onChange({ ...fields, event })} />
			<HowMuch fields={fields} aggregate={aggregate} onChange={onChange} />
			<WindowFields json={fields} onChange={onChange} />
			<Where fields={fields} onChange={onChange} />
		</>
	);
}

function HowMuch(props: { fields: Fields; aggregate: string | undefined; onChange: (fields: Fields) => void }) {
	const { fields, aggregate, onChange } = props;
	const { count } = fields;
	const paths = useEventPaths(fields.event);
	const kept = Object.fromEntries(
		Object.entries(fields).filter(([key]) => key !== 'count' && key !== aggregate && !key.startsWith('$')),
	);
	const comparisons = Object.fromEntries(Object.entries(fields).filter(([key]) => key.startsWith('$')));
	const mode = aggregate ?? (count === undefined ? 'once' : count === 0 ? 'never' : 'count');
	function choose(next: string) {
		if (next === 'once') onChange(kept);
		else if (next === 'never') onChange({ ...kept, count: 0 });
		else if (next === 'count') onChange({ ...kept, count: { $gte: 2 } });
		else {
			const property = (aggregate && fields[aggregate]) ?? paths.find(({ types }) => types.includes('number'))?.path;
			onChange({ ...kept, [next]: property ?? 'properties.total', ...(aggregate ? comparisons : { $gte: 100 }) });
		}
	}
	return (
		<>
			<Choice
				label="How often or how much"
				value={mode}
				onChange={choose}
				options={[['once', 'at least once'], ['never', 'never'], ['count', 'this often:'], ...aggregateWords]}
			/>
			{mode === 'count' && (
				<>
					<TestsField
						json={count}
						onChange={(next) => onChange({ ...fields, count: next })}
						seen={undefined}
						of="amount"
					/>
					<span class="word">times</span>
				</>
			)}
			{aggregate && (
				<>
					<SuggestField
						label="Property"
						value={typeof fields[aggregate] === 'string' ? fields[aggregate] : JSON.stringify(fields[aggregate])}
						suggestions={paths.map(({ path, types }) => ({ value: path, note: types.join(', ') }))}
						onChange={(path) => onChange({ ...fields, [aggregate]: path })}
					/>
					<TestsField
						json={comparisons}
						seen={undefined}
						of="amount"
						onChange={(next) => {
							const tests = isObject(next) ? next : { $eq: next };
							onChange({ ...kept, [aggregate]: fields[aggregate], ...tests });
						}}
					/>
				</>
			)}
		</>
	);
}
