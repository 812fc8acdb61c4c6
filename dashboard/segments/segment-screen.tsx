import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { starters } from '../condition-builder/starters.ts';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import type { Segment, SegmentDraft } from '../shapes.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Area, Field, Text } from '../ui/field.tsx';
import { plural } from '../ui/format.ts';
import { SaveActions } from '../ui/save-bar.tsx';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { type Loaded, useLoad } from '../ui/use-load.ts';
import { Members } from './members.tsx';
import { Preview } from './preview.tsx';

const parent = { path: '/segments', title: 'Segments' };

/** A segment: who belongs to it, how many that would be, and who is in it. `new` opens a draft. */
export default function SegmentScreen() {
	const id = useRoute().params.id ?? 'new';
	if (id === 'new') return <Edit key="new" saved={null} />;
	return <Existing key={id} id={id} />;
}

function Existing({ id }: { id: string }) {
	const loaded = useLoad(`segment:${id}`, (signal) => api.segment(id, signal));
	if (loaded.data) return <Edit saved={loaded.data} loaded={loaded} />;
	return (
		<Page title="Segment" parent={parent}>
			<Await of={loaded}>{() => null}</Await>
		</Page>
	);
}

function Edit({ saved, loaded }: { saved: Segment | null; loaded?: Loaded<Segment> }) {
	const { route } = useLocation();
	const draft = useDraft<SegmentDraft>(draftOf(saved));
	const { name, description, condition } = draft.value;
	async function save() {
		if (saved) return attempt(async () => loaded?.set(await api.saveSegment(saved.id, draft.value)), 'Segment saved');
		return attempt(async () => {
			const created = await api.createSegment({ ...draft.value, name: name.trim() || 'Untitled segment' });
			forgetUnsaved();
			route(`/segments/${encodeURIComponent(created.id)}`, true);
		}, 'Segment created');
	}
	return (
		<Page
			title={name || (saved ? 'Segment' : 'New segment')}
			parent={parent}
			actions={
				<>
					{saved && <Delete segment={saved} />}
					<SaveActions draft={draft} fresh={!saved} save={save} verb={saved ? 'Save' : 'Create'} />
				</>
			}
		>
			<div class="two-columns">
				<div>
					<Card title="Who belongs to it">
						<div class="stack loose">
							<Field label="Name">
								<Text value={name} onChange={(name) => draft.change({ name })} placeholder="Gold customers" />
							</Field>
							<Field label="Description">
								<Area value={description} onChange={(description) => draft.change({ description })} rows={2} />
							</Field>
							<ConditionBuilder
								label="Condition"
								value={condition}
								onChange={(next) => next && draft.change({ condition: next })}
								onProblem={draft.problem('condition')}
							/>
						</div>
					</Card>
				</div>
				<div>
					<Preview condition={condition} broken={draft.broken} />
				</div>
			</div>
			{saved && <Members segment={saved} />}
		</Page>
	);
}

function draftOf(saved: Segment | null): SegmentDraft {
	if (!saved) return { name: '', description: '', kind: 'live', condition: starters[0]?.condition ?? {} };
	return { name: saved.name, description: saved.description, kind: saved.kind, condition: saved.condition };
}

function Delete({ segment }: { segment: Segment }) {
	const { route } = useLocation();
	async function remove() {
		const yes = await confirm({
			title: `Delete “${segment.name}”?`,
			body: `${plural(segment.members, 'person', 'people')} will no longer be in it, and experiences that ask for it cannot be published.`,
			action: 'Delete segment',
			danger: true,
		});
		if (!yes || !(await attempt(() => api.deleteSegment(segment.id), 'Segment deleted'))) return;
		forgetUnsaved();
		route('/segments');
	}
	return (
		<Button kind="quiet" danger icon="trash" onClick={remove}>
			Delete
		</Button>
	);
}
