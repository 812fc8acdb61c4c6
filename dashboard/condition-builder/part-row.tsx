import { Button } from '../ui/button.tsx';
import { AttributeRow } from './attribute-row.tsx';
import { BucketRow } from './bucket-row.tsx';
import { GroupRows } from './condition-rows.tsx';
import { useBuilding, useScope } from './context.ts';
import { DidRow } from './did-row.tsx';
import { hintForFields } from './hint-for-fields.ts';
import { JsonBox } from './json-box.tsx';
import { concerns, type Group, type Leaf, type Part, type Place, within } from './model.ts';
import { SegmentRow } from './segment-row.tsx';
import { SequenceRow } from './sequence-row.tsx';

interface PartProps {
	readonly part: Part;
	readonly place: Place | null;
	readonly onChange: (part: Part) => void;
	readonly onRemove: () => void;
}

/** One part of a group, with its ways to negate and to remove it. */
export function PartRow({ part, place, onChange, onRemove }: PartProps) {
	const inner = part.kind === 'not' ? part.part : part;
	const isNegated = part.kind === 'not';
	const put = (next: Part) => onChange(isNegated ? { ...part, part: next } : next);
	const object = place && (isNegated ? within(place.object, '$not') : place.object);
	return (
		<div class={inner.kind === 'group' ? 'part nested' : 'part'}>
			<div class="part-body">
				{isNegated && <span class="word negation">not</span>}
				{inner.kind === 'group' ? (
					<GroupRows group={inner} path={object} lead="" isNested onChange={put} />
				) : inner.kind === 'not' ? (
					<PartRow
						part={inner}
						place={object === null ? null : { object, prefix: object }}
						onChange={put}
						onRemove={onRemove}
					/>
				) : (
					<LeafRow part={inner} onChange={put} />
				)}
			</div>
			<div class="part-actions">
				<Button
					kind="quiet"
					small
					label={isNegated ? 'Take “not” away' : 'Turn into “not”'}
					onClick={() => onChange(isNegated ? inner : { kind: 'not', part })}
				>
					not
				</Button>
				<Button kind="quiet" small icon="trash" label="Remove" onClick={onRemove} />
			</div>
			{inner.kind !== 'group' && inner.kind !== 'not' && place && <Refused prefix={place.prefix} />}
		</div>
	);
}

const leads: Readonly<Record<Leaf['kind'], string>> = {
	did: 'did',
	attribute: 'whose',
	sequence: '',
	segment: 'is in the segment',
	bucket: 'falls',
};

function LeafRow({ part, onChange }: { part: Exclude<Part, Group | { kind: 'not' }>; onChange: (part: Part) => void }) {
	const { of } = useScope();
	if (part.kind === 'raw') {
		const note = 'Written as JSON: it nests deeper, or says more, than rows can show.';
		return (
			<JsonBox
				label="Condition as JSON"
				value={part.json}
				note={note}
				onChange={(json) => onChange({ ...part, json })}
			/>
		);
	}
	const { kind, key, json } = part;
	const put = (next: unknown) => onChange({ ...part, json: next });
	const lead = kind === 'attribute' && of === 'object' ? '' : leads[kind];
	return (
		<div class="row-body">
			{lead && <span class="word">{lead}</span>}
			{kind === 'attribute' && (
				<AttributeRow json={json} onChange={put} path={key} onPath={(path) => onChange({ ...part, key: path })} />
			)}
			{kind === 'did' && <DidRow json={json} onChange={put} />}
			{kind === 'sequence' && <SequenceRow json={json} onChange={put} />}
			{kind === 'segment' && <SegmentRow json={json} onChange={put} />}
			{kind === 'bucket' && <BucketRow json={json} onChange={put} />}
		</div>
	);
}

/** What the compiler says of this row, if it is the one that it refuses. */
function Refused({ prefix }: { prefix: string }) {
	const { refused } = useBuilding();
	if (!refused || !concerns(refused.path, prefix)) return null;
	return (
		<p class="problem" role="alert">
			{refused.message} {hintForFields(refused.hint)}
		</p>
	);
}
