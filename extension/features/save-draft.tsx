import { useSignal } from '@preact/signals';
import type { SavedExperience } from '../api/shapes.ts';
import { askFromPanel } from '../ask.ts';
import { attempt, type Notice, type Panel, putDraft } from '../content/panel.ts';
import { type Draft, isUnsaved, rebaseDraft, startDraft } from '../draft/change-draft.ts';
import { takeCleaned } from '../draft/take-cleaned.ts';

/*
Saves the draft, unless somebody saved the experience meanwhile: then this person chooses.
By hand: change a text; save the same experience in the dashboard; "Save": it says so, and offers theirs or yours.
*/

export function SaveDraft({ panel }: { panel: Panel }) {
	const theirs = useSignal<SavedExperience | null>(null);
	const draft = panel.draft.value;
	if (!draft) return null;
	const unsaved = isUnsaved(draft);
	const save = (updatedAt: string) =>
		attempt(panel, async () => {
			theirs.value = await saveDraft(panel, draft, updatedAt);
		});
	const conflict = theirs.value?.id === draft.base.id ? theirs.value : null;
	return (
		<>
			{conflict && (
				<div class="note warn stack conflict" role="alert">
					Somebody changed this experience after you loaded it.
					<div class="row">
						<button
							type="button"
							onClick={() => {
								theirs.value = null;
								putDraft(panel, startDraft(conflict));
							}}
						>
							Load theirs
						</button>
						<button type="button" onClick={() => save(conflict.updatedAt)}>
							Save mine over it
						</button>
					</div>
				</div>
			)}
			<button type="button" disabled={!unsaved || panel.busy.value} onClick={() => save(draft.base.updatedAt)}>
				{unsaved ? 'Save draft' : 'Saved'}
			</button>
		</>
	);
}

/** Saves what differs. Answers null when it is saved, else what somebody else saved in the meantime. */
export async function saveDraft(panel: Panel, draft: Draft, updatedAt: string): Promise<SavedExperience | null> {
	const { status, variants } = draft.history.present;
	const ask = { experienceId: draft.base.id, updatedAt, status, variants: [...variants] };
	const answer = await askFromPanel('save-experience', ask);
	if (answer.state === 'conflict') return answer.theirs;
	const { experience } = answer;
	panel.experiences.value = panel.experiences.value.map((old) => (old.id === experience.id ? experience : old));
	// What was changed while it was being saved is in the panel's draft, not in the one that was sent.
	const sent = draft.history.present;
	const rebased = rebaseDraft(panel.drafts.value[experience.id] ?? draft, experience, sent);
	const { draft: kept, cleaned } = takeCleaned(rebased, sent);
	putDraft(panel, kept);
	if (cleaned.length > 0) panel.notice.value = cleanedNotice(cleaned.length);
	return null;
}

function cleanedNotice(count: number): Notice {
	const edits = count === 1 ? 'an edit' : `${count} edits`;
	return {
		tone: 'warn',
		message: `Saved, and the HTML of ${edits} was cleaned on the way.`,
		hint: 'The page shows what is left. An owner of the workspace may save any HTML that runs no code.',
	};
}
