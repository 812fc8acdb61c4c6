import { useMemo, useState } from 'preact/hooks';
import type { Plan, PlannedEvent } from '../../core/plan/index.ts';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { site } from '../layout/session.ts';
import { ApiError } from '../request.ts';
import type { TrackingPlan } from '../shapes/plan.ts';
import type { Site } from '../shapes/sites.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Segmented } from '../ui/field.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { attempt, toast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { type Loaded, useLoad } from '../ui/use-load.ts';
import { checkPlan } from './check-plan.ts';
import { Conflict } from './conflict.tsx';
import { EventList } from './event-list.tsx';
import { JsonEditor } from './json-editor.tsx';
import { Modes } from './modes.tsx';
import './plan.css';
import { Suggestions } from './suggestions.tsx';

const about = 'What your events should look like. Tracking health shows which do not.';

/** The site's tracking plan: its events and their rules, and what becomes of events that differ. */
export default function PlanScreen() {
	const current = site.value;
	if (current) return <OfSite key={current.id} of={current} />;
	return (
		<Page title="Tracking plan" about={about}>
			<Empty
				icon="plan"
				title="There is no site yet"
				actions={
					<a class="button primary" href="/settings">
						Add a site
					</a>
				}
			>
				<p>A plan is a site’s. Add one first.</p>
			</Empty>
		</Page>
	);
}

function OfSite({ of }: { of: Site }) {
	const loaded = useLoad(`plan:${of.id}`, (signal) => api.plan(of.id, signal));
	if (loaded.data) return <Edit saved={loaded.data} loaded={loaded} />;
	return (
		<Page title="Tracking plan" about={about}>
			<Await of={loaded}>{() => null}</Await>
		</Page>
	);
}

function Edit({ saved, loaded }: { saved: TrackingPlan; loaded: Loaded<TrackingPlan> }) {
	const draft = useDraft<Plan>(planOf(saved));
	const [view, setView] = useState<'form' | 'json'>('form');
	const [conflict, setConflict] = useState(false);
	const suggestions = useLoad(`suggestions:${saved.siteId}`, (signal) => api.planSuggestions(saved.siteId, signal));
	const checked = useMemo(() => checkPlan(draft.value), [draft.value]);
	const broken = draft.broken || checked.problem !== null;

	async function save(over: string | null = saved.updatedAt) {
		if (checked.problem)
			return toast('bad', checked.problem.message, `${checked.problem.path}: ${checked.problem.hint ?? ''}`);
		return attempt(async () => {
			try {
				loaded.set(await api.savePlan({ ...draft.value, siteId: saved.siteId, updatedAt: over }));
				setConflict(false);
			} catch (error) {
				setConflict(error instanceof ApiError && error.code === 'changed-meanwhile');
				throw error;
			}
		}, 'Plan saved');
	}

	function show(next: typeof view) {
		if (view === 'json' && draft.broken)
			toast('bad', 'The JSON cannot be read yet.', 'Mend it first, or discard your changes.');
		else setView(next);
	}

	const { events } = draft.value;
	const setEvents = (next: readonly PlannedEvent[]) => draft.change({ events: next });
	return (
		<Page
			title="Tracking plan"
			about={about}
			actions={
				<>
					{saved.updatedAt !== null && <Remove siteId={saved.siteId} onGone={loaded.reload} />}
					<SaveActions draft={{ ...draft, broken }} fresh={false} save={() => save()} />
				</>
			}
		>
			{conflict && (
				<Conflict
					onReload={() => {
						setConflict(false);
						draft.reset();
						loaded.reload();
					}}
					onOverwrite={async () => save((await api.plan(saved.siteId)).updatedAt)}
				/>
			)}
			<div key={draft.turn} class="two-columns">
				<div>
					<div class="row apart wrap">
						<Segmented
							label="Show as"
							value={view}
							onChange={show}
							options={[
								['form', 'Form'],
								['json', 'JSON'],
							]}
						/>
					</div>
					{view === 'json' ? (
						<JsonEditor plan={draft.value} onChange={draft.change} onProblem={draft.problem('json')} />
					) : events.length > 0 ? (
						<EventList events={events} wrong={checked.problem} onChange={setEvents} problem={draft.problem} />
					) : (
						<Beginning onAdd={setEvents} seen={(suggestions.data?.items ?? []).map(({ event }) => event)} />
					)}
				</div>
				<div>
					<Modes plan={draft.value} onChange={draft.change} />
					<Suggestions suggestions={suggestions} planned={events} onAdd={(added) => setEvents([...events, ...added])} />
				</div>
			</div>
		</Page>
	);
}

function planOf({ unplanned, violations, events }: TrackingPlan): Plan {
	return { unplanned, violations, events };
}

function Beginning(props: { seen: readonly PlannedEvent[]; onAdd: (events: readonly PlannedEvent[]) => void }) {
	const { seen, onAdd } = props;
	return (
		<Card>
			<Empty
				icon="plan"
				title="Begin with what you know"
				actions={
					<>
						{seen.length > 0 && (
							<Button kind="primary" onClick={() => onAdd(seen)}>
								{seen.length === 1
									? 'Take over the event seen lately'
									: `Take over the ${seen.length} events seen lately`}
							</Button>
						)}
						<Button icon="plus" onClick={() => onAdd([{ name: 'New Event' }])}>
							Add an event
						</Button>
					</>
				}
			>
				<p>
					A plan names your events and says what their properties are. It is optional: without one, everything is
					allowed. With one, you see at once when a release of your site sends something else.
				</p>
			</Empty>
		</Card>
	);
}

function Remove({ siteId, onGone }: { siteId: string; onGone: () => void }) {
	async function remove() {
		const yes = await confirm({
			title: 'Remove the tracking plan?',
			body: 'Its events and rules are gone then, and every event is allowed again.',
			action: 'Remove plan',
			danger: true,
		});
		if (yes && (await attempt(() => api.deletePlan(siteId), 'Plan removed'))) onGone();
	}
	return (
		<Button kind="quiet" danger icon="trash" onClick={remove}>
			Remove
		</Button>
	);
}
