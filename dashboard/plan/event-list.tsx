import { useState } from 'preact/hooks';
import type { PlannedEvent } from '../../core/plan/index.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { PlanProblem } from './check-plan.ts';
import { EventForm } from './event-form.tsx';

/** The plan's events, one of them open. */
export function EventList(props: {
	events: readonly PlannedEvent[];
	wrong: PlanProblem | null;
	onChange: (events: readonly PlannedEvent[]) => void;
	problem: (field: string) => (broken: boolean) => void;
}) {
	const { events, wrong, onChange, problem } = props;
	const [open, setOpen] = useState(events.length === 1 ? 0 : -1);
	function add() {
		onChange([...events, { name: freeEventName(events) }]);
		setOpen(events.length);
	}
	return (
		<Card
			title="Events"
			flush
			actions={
				<Button small icon="plus" onClick={add}>
					Add event
				</Button>
			}
		>
			{wrong && !wrong.path.startsWith('events[') && (
				<p class="rule-problem small planned-problem" role="alert">
					{wrong.message} {wrong.hint}
				</p>
			)}
			<ul>
				{events.map((event, index) => (
					// By place: a name changes while it is typed.
					<EventForm
						key={`${events.length} ${index}`}
						event={event}
						open={open === index}
						onToggle={() => setOpen(open === index ? -1 : index)}
						onChange={(next) => onChange(events.map((old, place) => (place === index ? next : old)))}
						onRemove={() => {
							onChange(events.filter((_, place) => place !== index));
							setOpen(-1);
						}}
						problem={(field) => problem(`event ${index} ${field}`)}
						wrong={wrong?.path.startsWith(`events[${index}]`) ? wrong : null}
					/>
				))}
			</ul>
		</Card>
	);
}

function freeEventName(events: readonly PlannedEvent[]): string {
	for (let i = 1; ; i++) {
		const name = i === 1 ? 'New Event' : `New Event ${i}`;
		if (!events.some((event) => event.name === name)) return name;
	}
}
