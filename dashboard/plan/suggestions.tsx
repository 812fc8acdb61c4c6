import type { PlannedEvent, Suggestion } from '../../core/plan/index.ts';
import type { List } from '../shapes/list.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { plural } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import type { Loaded } from '../ui/use-load.ts';
import { namesOf } from './properties.ts';

/** Events that came lately and are not in the plan, with rules by how they looked. */
export function Suggestions(props: {
	suggestions: Loaded<List<Suggestion>>;
	planned: readonly PlannedEvent[];
	onAdd: (events: readonly PlannedEvent[]) => void;
}) {
	const { suggestions, planned, onAdd } = props;
	return (
		<Card
			title="Seen lately"
			actions={
				<Button kind="quiet" small onClick={suggestions.reload}>
					Refresh
				</Button>
			}
		>
			<Await of={suggestions}>
				{({ items }) => {
					const fresh = items.filter(({ event }) => !planned.some(({ name }) => name === event.name));
					return <Fresh suggestions={fresh} none={items.length === 0} onAdd={onAdd} />;
				}}
			</Await>
		</Card>
	);
}

function Fresh(props: {
	suggestions: readonly Suggestion[];
	none: boolean;
	onAdd: (events: readonly PlannedEvent[]) => void;
}) {
	const { suggestions, none, onAdd } = props;
	if (suggestions.length === 0) {
		return (
			<p class="soft small">
				{none
					? 'No events have come yet. Those that come are suggested here.'
					: 'All events that came lately are in the plan.'}
			</p>
		);
	}
	return (
		<div class="stack">
			<p class="soft small">
				Events that are not in the plan yet. Adding one takes over the types that its properties had.
			</p>
			<ul class="suggestions">
				{suggestions.map(({ event, seen }) => (
					<li key={event.name} class="row apart">
						<span class="grow">
							<span class="wrap-anywhere">{event.name}</span>
							<span class="faint small block">
								{plural(seen, 'event')} · {plural(namesOf(event.properties ?? {}).length, 'property', 'properties')}
							</span>
						</span>
						<Button small icon="plus" label={`Add ${event.name}`} onClick={() => onAdd([event])} />
					</li>
				))}
			</ul>
			{suggestions.length > 1 && (
				<div>
					<Button small onClick={() => onAdd(suggestions.map(({ event }) => event))}>
						Add all {suggestions.length}
					</Button>
				</div>
			)}
		</div>
	);
}
