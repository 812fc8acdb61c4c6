import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Choice, Menu } from './choice.tsx';
import { useBuilding, useScope } from './context.ts';
import { JsonBox } from './json-box.tsx';
import { AttributeRow, BucketRow, DidRow, SegmentRow, SequenceRow } from './leaves.tsx';
import {
	asGroup,
	concerns,
	type Group,
	type Join,
	type Leaf,
	type Part,
	type Place,
	placesOf,
	readPart,
	within,
	writePart,
} from './model.ts';

/** A condition as rows: what stands in each can be edited, negated, grouped and removed. */
export function ConditionRows(props: {
	json: unknown;
	onChange: (json: unknown) => void;
	/** Where the condition stands in the whole one, for refusals; null within a leaf, whose row tells them. */
	path: string | null;
	lead?: string;
	onRemove?: () => void;
}) {
	const group = asGroup(readPart(props.json));
	return (
		<GroupRows
			group={group}
			path={props.path}
			lead={props.lead ?? ''}
			onChange={(next) => props.onChange(writePart(next))}
			{...(props.onRemove && { onRemove: props.onRemove })}
		/>
	);
}

const joinOptions: readonly (readonly [Join, string])[] = [
	['all', 'all'],
	['any', 'any'],
	['none', 'none'],
];
const connectives: Readonly<Record<Join, string>> = { all: 'and', any: 'or', none: 'nor' };

const fresh: Readonly<Record<'did' | 'attribute' | 'sequence' | 'segment' | 'bucket', Leaf>> = {
	did: { kind: 'did', key: '$did', json: { event: '', within: '30d' } },
	attribute: { kind: 'attribute', key: '', json: '' },
	sequence: { kind: 'sequence', key: '$sequence', json: [{ event: '' }, { event: '', within: '1h' }] },
	segment: { kind: 'segment', key: '$segment', json: '' },
	bucket: { kind: 'bucket', key: '$bucket', json: { seed: 'pilot', range: [0, 0.1] } },
};
const emptyGroup: Group = { kind: 'group', join: 'any', spelled: 'list', parts: [] };

function GroupRows(props: {
	group: Group;
	path: string | null;
	lead: string;
	onChange: (group: Part) => void;
	onRemove?: () => void;
}) {
	const { group, path, lead, onChange, onRemove } = props;
	const { join, parts } = group;
	const list = useRef<HTMLUListElement>(null);
	const moved = useRef<'added' | 'removed' | null>(null);
	/** The keyboard goes on where something happened: in the new row, or where rows are added. */
	useEffect(() => {
		const rows = list.current;
		if (moved.current === 'added') rows?.lastElementChild?.querySelector<HTMLElement>('input, select')?.focus();
		if (moved.current === 'removed')
			rows?.parentElement?.querySelector<HTMLElement>(':scope > .adding button')?.focus();
		moved.current = null;
	}, [parts.length]);
	const set = (next: readonly Part[]) => onChange({ ...group, parts: next });
	function add(part: Part) {
		moved.current = 'added';
		set([...parts, part]);
	}
	const places = path === null ? [] : placesOf(group, path);
	return (
		<div class="rows">
			<div class="row-body rows-head">
				{lead && <span class="word">{lead}</span>}
				{parts.length > 1 || join === 'none' ? (
					<>
						<Choice
							label="How many must hold"
							value={join}
							options={joinOptions}
							onChange={(next) => {
								const chosen = joinOptions.find(([one]) => one === next)?.[0];
								if (chosen) onChange({ ...group, join: chosen, spelled: chosen === 'all' ? group.spelled : 'list' });
							}}
						/>
						<span class="word">of these</span>
					</>
				) : (
					parts.length === 0 && <span class="word">{path === null ? 'anything' : 'everyone'}</span>
				)}
				{onRemove && <Button kind="quiet" small icon="close" label="Remove this group" onClick={onRemove} />}
			</div>
			<ul ref={list}>
				{parts.map((part, index) => (
					<li key={index}>
						<span class="connective" aria-hidden="true">
							{index > 0 && connectives[join]}
						</span>
						<PartRow
							part={part}
							place={places[index] ?? null}
							onChange={(next) => set(parts.with(index, next))}
							onRemove={() => {
								moved.current = 'removed';
								set(parts.filter((_, other) => other !== index));
							}}
						/>
					</li>
				))}
			</ul>
			<Adding add={add} />
		</div>
	);
}

function Adding({ add }: { add: (part: Part) => void }) {
	const { of } = useScope();
	const group = () => add(emptyGroup);
	if (of === 'object') {
		return (
			<div class="row-body adding">
				<Button kind="quiet" small icon="plus" onClick={() => add(fresh.attribute)}>
					And
				</Button>
				<Menu title="More…" label="Add something else" items={[['a group', group]]} />
			</div>
		);
	}
	return (
		<div class="row-body adding">
			<Button small icon="plus" onClick={() => add(fresh.did)}>
				What they did
			</Button>
			<Button small icon="plus" onClick={() => add(fresh.attribute)}>
				Who they are
			</Button>
			<Menu
				title="More…"
				label="Add something else"
				items={[
					['one after the other', () => add(fresh.sequence)],
					['in a segment', () => add(fresh.segment)],
					['a share, by chance', () => add(fresh.bucket)],
					['a group', group],
				]}
			/>
		</div>
	);
}

interface PartProps {
	readonly part: Part;
	readonly place: Place | null;
	readonly onChange: (part: Part) => void;
	readonly onRemove: () => void;
}

function PartRow({ part, place, onChange, onRemove }: PartProps) {
	const inner = part.kind === 'not' ? part.part : part;
	const isNegated = part.kind === 'not';
	const put = (next: Part) => onChange(isNegated ? { ...part, part: next } : next);
	const object = place && (isNegated ? within(place.object, '$not') : place.object);
	return (
		<div class={inner.kind === 'group' || inner.kind === 'not' ? 'part nested' : 'part'}>
			<div class="part-body">
				{isNegated && <span class="word negation">not</span>}
				{inner.kind === 'group' ? (
					<GroupRows group={inner} path={object} lead="" onChange={put} />
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
			{refused.message} {refused.hint}
		</p>
	);
}
