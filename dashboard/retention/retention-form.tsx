import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { session } from '../layout/session.ts';
import type { Retention, RetentionPreview } from '../shapes/retention.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Field, Text } from '../ui/field.tsx';
import { formatBytes, plural } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { useLoad } from '../ui/use-load.ts';
import { readDays } from './read-days.ts';

const fields = [
	[
		'eventDays',
		'Keep events for',
		'By when they happened. Conditions cannot ask further back, and counts of all events stay.',
	],
	[
		'idleDays',
		'Keep people without a name for',
		'Who has neither a userId nor an e-mail address, since they were last seen.',
	],
	[
		'archiveDays',
		'Keep the archive for',
		'By when events were received. People can be restored from what is left only.',
	],
] as const;

/** How long what is kept. Before it is turned on it is shown what would go. */
export function RetentionForm() {
	const loaded = useLoad('retention', api.retention);
	return <Await of={loaded}>{(saved) => <Form saved={saved} onSaved={loaded.set} />}</Await>;
}

type Texts = Readonly<Record<keyof Retention, string>>;

function Form({ saved, onSaved }: { saved: Retention; onSaved: (kept: Retention) => void }) {
	const draft = useDraft<Texts>(textsOf(saved));
	const [shown, setShown] = useState<{ readonly of: string; readonly preview: RetentionPreview }>();
	const kept = read(draft.value);
	const key = JSON.stringify(kept);
	const mayWrite = session.value.state === 'in' && session.value.me.user.role !== 'viewer';
	async function look() {
		if (!kept) return null;
		const preview = await api.previewRetention(kept);
		setShown({ of: key, preview });
		return preview;
	}
	const save = () =>
		attempt(async () => {
			const preview = await look();
			if (!kept || !preview || !(await agreed(preview))) return;
			onSaved(await api.saveRetention(kept));
		});
	return (
		<Card title="How long it is kept">
			<div class="stack loose">
				{fields.map(([name, label, hint]) => (
					<Field
						key={name}
						label={`${label} … days`}
						hint={hint}
						problem={readDays(draft.value[name]) === undefined ? 'A whole number of days, or nothing.' : undefined}
					>
						<Text
							value={draft.value[name]}
							onChange={(text) => draft.change({ [name]: text })}
							placeholder="for ever"
						/>
					</Field>
				))}
				{shown?.of === key && (
					<div class="notice warn" role="status">
						<p>Now would go: {inWords(shown.preview)}.</p>
					</div>
				)}
				<div class="row">
					<Button disabled={!kept} onClick={() => attempt(look)}>
						What would go?
					</Button>
					{mayWrite && (
						<Button kind="primary" disabled={!kept || !draft.dirty} onClick={save}>
							Save
						</Button>
					)}
				</div>
			</div>
		</Card>
	);
}

function textsOf(kept: Retention): Texts {
	const text = (days: number | null) => (days === null ? '' : String(days));
	return { eventDays: text(kept.eventDays), idleDays: text(kept.idleDays), archiveDays: text(kept.archiveDays) };
}

/** Null while something is no number of days. */
function read(texts: Texts): Retention | null {
	const [eventDays, idleDays, archiveDays] = fields.map(([name]) => readDays(texts[name]));
	if (eventDays === undefined || idleDays === undefined || archiveDays === undefined) return null;
	return { eventDays, idleDays, archiveDays };
}

/** Nobody is asked where nothing goes. */
async function agreed(preview: RetentionPreview): Promise<boolean> {
	if (preview.events + preview.idlePeople + preview.archive.objects === 0) return true;
	return confirm({
		title: 'Delete what is older?',
		body: `Within a day go: ${inWords(preview)}. Nothing brings them back. From then on the same happens every day.`,
		action: 'Delete and save',
		danger: true,
	});
}

function inWords({ events, peopleWithEvents, idlePeople, archive }: RetentionPreview): string {
	return [
		`${plural(events, 'event')} of ${plural(peopleWithEvents, 'person', 'people')}`,
		`${plural(idlePeople, 'person', 'people')} without a name`,
		`${plural(archive.objects, 'object')} of the archive (${formatBytes(archive.bytes)})`,
	].join(', ');
}
