import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Adding } from './adding.tsx';
import { Choice } from './choice.tsx';
import { useScope } from './context.ts';
import { asGroup, type Group, type Join, type Part, placesOf, readPart, writePart } from './model.ts';
import { PartRow } from './part-row.tsx';

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

/** The rows of a group, and how many of them must hold. */
export function GroupRows(props: {
	group: Group;
	path: string | null;
	lead: string;
	/** It stands among other rows: its heading says what it is, and leaves room for its actions. */
	isNested?: boolean;
	onChange: (group: Part) => void;
	onRemove?: () => void;
}) {
	const { group, path, lead, isNested = false, onChange, onRemove } = props;
	const { join, parts } = group;
	const { of } = useScope();
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
				{parts.length > (isNested ? 0 : 1) || join === 'none' ? (
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
					parts.length === 0 && <span class="word">{path === null || of === 'object' ? 'anything' : 'everyone'}</span>
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
