import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { starters } from '../condition-builder/starters.ts';
import { DeleteButton } from '../layout/delete-button.tsx';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import { type Editing, savedScreen } from '../layout/saved-screen.tsx';
import type { ApiError } from '../request.ts';
import type { Segment, SegmentDraft, SegmentKind } from '../shapes/segments.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Area, Field, Segmented, Text } from '../ui/field.tsx';
import { formatInstant, plural } from '../ui/format.ts';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt, toastError } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import type { Loaded } from '../ui/use-load.ts';
import { AskPerson } from './ask-person.tsx';
import { Members } from './members.tsx';
import { Preview } from './preview.tsx';
import { SweepProgress } from './sweep.tsx';

const parent = { path: '/segments', title: 'Segments' };

/** A segment: who belongs to it, how many that would be, and who is in it. `new` opens a draft. */
export default savedScreen({ title: 'Segment', parent, load: api.segment, Edit });

function Edit({ saved, loaded }: Editing<Segment>) {
	const { route } = useLocation();
	const draft = useDraft<SegmentDraft>(draftOf(saved));
	const { name, description, kind, condition } = draft.value;
	const [turn, setTurn] = useState(0);
	const [refused, setRefused] = useState<ApiError | null>(null);
	/** Members come and go while everyone is asked again, and by hand; lists hear of it a second later. */
	const refresh = () => {
		for (const delayMs of [0, 1500]) setTimeout(look, delayMs);
	};
	const isDirty = useRef(false);
	isDirty.current = draft.dirty;
	async function look() {
		setTurn((count) => count + 1);
		if (!saved) return;
		try {
			const found = await api.segment(saved.id);
			if (!isDirty.current) loaded?.set(found);
		} catch (error) {
			toastError(error);
		}
	}
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
					{saved?.kind === 'snapshot' && <TakeAgain segment={saved} loaded={loaded} />}
					<SaveActions draft={draft} fresh={!saved} save={save} verb={saved ? 'Save' : 'Create'} />
				</>
			}
		>
			{saved && <SweepProgress turn={saved.updatedAt} onOver={refresh} />}
			<div key={draft.turn} class={kind === 'list' ? '' : 'two-columns'}>
				<div>
					<Card title="Who belongs to it">
						<div class="stack loose">
							<Field label="Name">
								<Text value={name} onChange={(name) => draft.change({ name })} placeholder="Gold customers" />
							</Field>
							<Field label="Description">
								<Area value={description} onChange={(description) => draft.change({ description })} rows={2} />
							</Field>
							<KindField saved={saved} kind={kind} onKind={(next) => draft.change(ofKind(next, draft.value))} />
							{kind !== 'list' && (
								<ConditionBuilder
									label="Condition"
									value={condition}
									onChange={(next) => next && draft.change({ condition: next })}
									onProblem={draft.problem('condition')}
									refused={refused && { message: refused.message, hint: refused.hint, path: pathWithin(refused.path) }}
								/>
							)}
						</div>
					</Card>
				</div>
				{kind !== 'list' && (
					<div>
						<Preview condition={condition} broken={draft.broken} own={saved?.id ?? null} onRefused={setRefused} />
						<AskPerson condition={condition} />
					</div>
				)}
			</div>
			{saved && <Members segment={saved} turn={turn} onChange={refresh} />}
		</Page>
	);
}

const kindHints: Readonly<Record<SegmentKind, string>> = {
	live: 'People enter and leave by themselves, to the second.',
	snapshot: 'Whoever meets the condition when you save; nobody enters or leaves afterwards but by hand.',
	list: 'Whoever you put there: by hand, or from a file.',
};

/** How it comes by its members. A list stays one; a snapshot can be taken again. */
function KindField(props: { saved: Segment | null; kind: SegmentKind; onKind: (kind: SegmentKind) => void }) {
	const { saved, kind, onKind } = props;
	const options = [
		['live', 'Live'],
		['snapshot', 'Snapshot'],
		['list', 'List'],
	] as const;
	const possible = options.filter(([one]) => !saved || (one === 'list') === (saved.kind === 'list'));
	return (
		<div class="field">
			<span class="label">Kind</span>
			<Segmented label="Kind" value={kind} onChange={onKind} options={possible} />
			<span class="hint">
				{kindHints[kind]}
				{kind === 'snapshot' && saved?.takenAt && ` Taken ${formatInstant(saved.takenAt)}.`}
			</span>
		</div>
	);
}

/** A list has no condition, and whatever else begins with one. */
function ofKind(kind: SegmentKind, { condition }: SegmentDraft): Pick<SegmentDraft, 'kind' | 'condition'> {
	const isEmpty = Object.keys(condition).length === 0;
	if (kind === 'list') return { kind, condition: {} };
	return { kind, condition: isEmpty ? (starters[0]?.condition ?? {}) : condition };
}

/** Takes a snapshot again: of who meets its condition now. */
function TakeAgain({ segment, loaded }: { segment: Segment; loaded: Loaded<Segment> | undefined }) {
	async function take() {
		const yes = await confirm({
			title: `Take “${segment.name}” again?`,
			body: 'Whoever does not meet the condition now leaves, and whoever does enters.',
			action: 'Take it again',
		});
		if (yes) await attempt(async () => loaded?.set(await api.takeSnapshot(segment.id)), 'Snapshot taken');
	}
	return <Button onClick={take}>Take again</Button>;
}

/** Where in the condition a refusal points, whose path leads into what was sent. */
function pathWithin(path: string | undefined): string {
	return (path ?? '').replace(/^condition\.?/, '');
}

function draftOf(saved: Segment | null): SegmentDraft {
	if (!saved) return { name: '', description: '', kind: 'live', condition: starters[0]?.condition ?? {} };
	return { name: saved.name, description: saved.description, kind: saved.kind, condition: saved.condition };
}

function Delete({ segment }: { segment: Segment }) {
	return (
		<DeleteButton
			what="segment"
			name={segment.name}
			body={`${plural(segment.members, 'person', 'people')} will no longer be in it. While something uses it, it cannot be deleted.`}
			remove={() => api.deleteSegment(segment.id)}
			list="/segments"
		/>
	);
}
