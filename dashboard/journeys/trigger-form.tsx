import { useId } from 'preact/hooks';
import type { Journey } from '../../core/journey/types.ts';
import { api } from '../api.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { loadVocabulary } from '../condition-builder/load-vocabulary.ts';
import { Field, Select } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';

type Trigger = Journey['trigger'];

interface Props {
	readonly trigger: Trigger;
	readonly onChange: (trigger: Trigger) => void;
	readonly onProblem: (broken: boolean) => void;
}

/** What Edgewise itself tells when somebody moves. */
const moves = ['Segment Entered', 'Segment Left'];

/** What begins the journey: an event of the site, or that somebody enters or leaves a segment. */
export function TriggerForm({ trigger, onChange, onProblem }: Props) {
	const events = useId();
	const seen = useLoad('vocabulary', loadVocabulary).data?.events ?? [];
	const { kind, event, where } = trigger;
	return (
		<div class="stack">
			<Field label="Event" hint="Its exact name, as the site sends it; or Segment Entered, Segment Left.">
				<input
					class="input"
					list={events}
					value={event}
					onInput={(typed) => onChange({ ...trigger, event: typed.currentTarget.value })}
				/>
			</Field>
			<datalist id={events}>
				{[...new Set([...moves, ...seen.map(({ name }) => name)])].map((name) => (
					<option key={name} value={name} />
				))}
			</datalist>
			{moves.includes(event) && <WhichSegment trigger={trigger} onChange={onChange} />}
			<ConditionBuilder
				label="Only where"
				value={where ?? null}
				onChange={(next) => onChange({ kind, event, ...(next && { where: next }) })}
				onProblem={onProblem}
				optional="Any such event"
				event={event}
				rows={4}
			/>
		</div>
	);
}

/** Which segment is entered or left; it is one part of the condition below. */
function WhichSegment({ trigger: { kind, event, where }, onChange }: Pick<Props, 'trigger' | 'onChange'>) {
	const segments = useLoad('segments', api.segments).data?.items ?? [];
	const { 'properties.segmentId': asked, ...others } = where ?? {};
	const id = typeof asked === 'string' ? asked : '';
	const options = segments.map((segment) => [segment.id, segment.name] as const);
	const listed = id === '' || segments.some((segment) => segment.id === id) ? options : [[id, id] as const, ...options];
	function choose(next: string) {
		const condition = next === '' ? others : { 'properties.segmentId': next, ...others };
		onChange({ kind, event, ...(Object.keys(condition).length > 0 && { where: condition }) });
	}
	return (
		<Field label="Segment">
			<Select value={id} onChange={choose} options={[['', 'Any segment'], ...listed]} />
		</Field>
	);
}
