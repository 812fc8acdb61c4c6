import { Choice } from './choice.tsx';
import { useBuilding } from './context.ts';
import type { LeafProps } from './fields.ts';
import { JsonBox } from './json-box.tsx';
import { LengthField } from './length-field.tsx';
import { isObject } from './read-words.ts';

/** Who is in a segment, perhaps for some time. */
export function SegmentRow({ json, onChange }: LeafProps) {
	const { segments } = useBuilding();
	const fields = isObject(json) ? json : { id: json };
	const { id, $for: lasting, ...unknown } = fields;
	if (typeof id !== 'string' || Object.keys(unknown).length > 0) {
		return <JsonBox label="Segment" value={json} onChange={onChange} />;
	}
	const options = segments.map((segment) => [segment.id, segment.name] as const);
	const listed = segments.some((segment) => segment.id === id) ? options : [[id, id || 'choose…'] as const, ...options];
	return (
		<>
			<Choice
				label="Segment"
				value={id}
				options={listed}
				onChange={(next) => onChange(isObject(json) ? { ...json, id: next } : next)}
			/>
			<Choice
				label="For how long"
				value={lasting === undefined ? '' : 'for'}
				onChange={(next) => onChange(next === '' ? id : { id, $for: '7d' })}
				options={[
					['', 'now'],
					['for', 'for at least'],
				]}
			/>
			{lasting !== undefined && (
				<LengthField label="For at least" value={lasting} onChange={(next) => onChange({ id, $for: next })} />
			)}
		</>
	);
}
