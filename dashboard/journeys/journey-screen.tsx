import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { DeleteButton } from '../layout/delete-button.tsx';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import { type Editing, savedScreen } from '../layout/saved-screen.tsx';
import type { Journey, JourneyDraft } from '../shapes/journeys.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { formatCount, plural } from '../ui/format.ts';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { type Loaded, useLoad } from '../ui/use-load.ts';
import { Flow } from './flow.tsx';
import { JourneyStatus } from './journeys-screen.tsx';
import './journeys.css';
import { newJourney } from './new-journey.ts';
import { Rules } from './rules.tsx';

const parent = { path: '/journeys', title: 'Journeys' };

/** A journey: what begins it, its steps, when it ends early. `new` opens a draft. */
export default savedScreen({ title: 'Journey', parent, load: api.journey, Edit });

function Edit({ saved, loaded }: Editing<Journey>) {
	const { route } = useLocation();
	const messages = useLoad('messages', api.messages).data?.items ?? [];
	const segments = useLoad('segments', api.segments).data?.items ?? [];
	const segmentName = (id: string) => segments.find((segment) => segment.id === id)?.name ?? id;
	const initial = useMemo(() => (saved ? draftOf(saved) : newJourney()), [saved]);
	const draft = useDraft<JourneyDraft>(initial);
	async function save() {
		const journey = { ...draft.value, name: draft.value.name.trim() || 'Untitled journey' };
		if (saved) return attempt(async () => loaded?.set(await api.saveJourney(saved.id, journey)), 'Journey saved');
		return attempt(async () => {
			const created = await api.createJourney(journey);
			forgetUnsaved();
			route(`/journeys/${encodeURIComponent(created.id)}`, true);
		}, 'Journey created');
	}
	return (
		<Page
			title={draft.value.name || (saved ? 'Journey' : 'New journey')}
			parent={parent}
			actions={
				<>
					{saved && <Delete journey={saved} />}
					{saved && loaded && <Switch journey={saved} dirty={draft.dirty} loaded={loaded} />}
					<SaveActions draft={draft} fresh={!saved} save={save} verb={saved ? 'Save' : 'Create'} />
				</>
			}
		>
			<div key={draft.turn} class="two-columns">
				<div>
					<Flow
						journey={draft.value}
						messages={messages}
						segmentName={segmentName}
						change={draft.change}
						problem={draft.problem}
					/>
				</div>
				<div>
					{saved && <Counts journey={saved} />}
					<Rules journey={draft.value} change={draft.change} problem={draft.problem} />
				</div>
			</div>
		</Page>
	);
}

function draftOf({ name, trigger, entry, steps, exitWhen, reentry }: Journey): JourneyDraft {
	return { name, trigger, entry, steps, exitWhen, reentry };
}

function Switch({ journey, dirty, loaded }: { journey: Journey; dirty: boolean; loaded: Loaded<Journey> }) {
	const on = journey.status === 'on';
	async function turn() {
		if (on) {
			const yes = await confirm({
				title: 'Stop the journey?',
				body: 'Nobody enters any more. What becomes of those on their way, the journey says when it is started again.',
				action: 'Stop',
			});
			if (!yes) return;
		}
		await attempt(
			async () => {
				await api.turnJourney(journey.id, on ? 'stop' : 'start');
				loaded.set(await api.journey(journey.id));
			},
			on ? 'Journey stopped' : 'Journey started',
		);
	}
	return (
		<Button icon={on ? 'pause' : 'play'} disabled={dirty} onClick={turn}>
			{on ? 'Stop' : 'Start'}
		</Button>
	);
}

function Counts({ journey }: { journey: Journey }) {
	const { active, finished, exited } = journey.counts;
	return (
		<Card title="Now" actions={<JourneyStatus status={journey.status} />}>
			<dl class="facts">
				<dt>On their way</dt>
				<dd class="numeric">{formatCount(active)}</dd>
				<dt>Finished</dt>
				<dd class="numeric">{formatCount(finished)}</dd>
				<dt>Left early</dt>
				<dd class="numeric">{formatCount(exited)}</dd>
				<dt>Version</dt>
				<dd>{journey.version}</dd>
			</dl>
			<p class="faint small version-note">Saving makes a new version. Whoever is on their way goes on with theirs.</p>
		</Card>
	);
}

function Delete({ journey }: { journey: Journey }) {
	return (
		<DeleteButton
			what="journey"
			name={journey.name}
			body={`${plural(journey.counts.active, 'person', 'people')} on their way will get nothing more from it.`}
			remove={() => api.deleteJourney(journey.id)}
			list="/journeys"
		/>
	);
}
