import type { PlannedEvent, Schema } from '../../core/plan/index.ts';
import { Button } from '../ui/button.tsx';
import { Area, Field, Text } from '../ui/field.tsx';
import { plural } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import type { PlanProblem } from './check-plan.ts';
import { ObjectForm } from './object-form.tsx';
import { namesOf } from './properties.ts';

interface Props {
	readonly event: PlannedEvent;
	readonly open: boolean;
	readonly onToggle: () => void;
	readonly onChange: (event: PlannedEvent) => void;
	readonly onRemove: () => void;
	readonly problem: (field: string) => (broken: boolean) => void;
	readonly wrong: PlanProblem | null;
}

/** One event of the plan: a line, and behind it its name, its meaning and its rules. */
export function EventForm({ event, open, onToggle, wrong, ...rest }: Props) {
	const count = namesOf(event.properties ?? {}).length + namesOf(event.traits ?? {}).length;
	return (
		<li class="planned">
			<button type="button" class="planned-face" aria-expanded={open} onClick={onToggle}>
				<span class="planned-what">
					<span class="name wrap-anywhere">{event.name || 'Without a name'}</span>
					<span class="faint small truncate">{event.description || plural(count, 'property', 'properties')}</span>
				</span>
				{wrong && <Icon name="warning" size={16} />}
				<Icon name={open ? 'down' : 'chevron'} size={14} />
			</button>
			{wrong && (
				<p class="rule-problem small planned-problem" role="alert">
					<code>{wrong.path}</code> {wrong.message} {wrong.hint}
				</p>
			)}
			{open && <Fields event={event} {...rest} />}
		</li>
	);
}

function Fields({ event, onChange, onRemove, problem }: Omit<Props, 'open' | 'onToggle' | 'wrong'>) {
	const { properties: _, traits: __, description: ___, ...bare } = event;
	/** Sets one part, or leaves it out where it says nothing. */
	function set(part: { description?: string; properties?: Schema; traits?: Schema }) {
		const { description = '', properties = {}, traits = {} } = { ...event, ...part };
		onChange({
			...bare,
			...(description !== '' && { description }),
			...(Object.keys(properties).length > 0 && { properties }),
			...(Object.keys(traits).length > 0 && { traits }),
		});
	}
	const hasTraits = event.name === 'Identified' || event.name === 'Grouped' || event.traits !== undefined;
	return (
		<div class="planned-fields">
			<Field
				label="Name"
				hint="As it is sent. Calls other than track are Page Viewed, Screen Viewed, Identified, Grouped, Aliased."
			>
				<Text value={event.name} onChange={(name) => onChange({ ...event, name })} placeholder="Order Completed" />
			</Field>
			<Field label="Description">
				<Area
					value={event.description ?? ''}
					onChange={(description) => set({ description })}
					rows={2}
					placeholder="When it is sent, and what for"
				/>
			</Field>
			<section class="stack">
				<h3>Properties</h3>
				<ObjectForm
					object={event.properties ?? {}}
					path="properties"
					onChange={(properties) => set({ properties })}
					problem={problem}
				/>
			</section>
			{hasTraits && (
				<section class="stack">
					<h3>Traits</h3>
					<ObjectForm
						object={event.traits ?? {}}
						path="traits"
						onChange={(traits) => set({ traits })}
						problem={problem}
					/>
				</section>
			)}
			<div>
				<Button kind="quiet" danger small icon="trash" onClick={onRemove}>
					Remove event
				</Button>
			</div>
		</div>
	);
}
