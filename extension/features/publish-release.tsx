import { useSignal } from '@preact/signals';
import { askFromPanel } from '../ask.ts';
import { attempt, change, type Panel } from '../content/panel.ts';
import { type Draft, isUnsaved } from '../draft/change-draft.ts';
import type { PublishAnswer } from '../messages.ts';
import { saveDraft } from './save-draft.tsx';

/*
Publishes the site's experiences as its next release: asks first, shows what is wrong when it is refused.
By hand: set the experience live, "Publish…", "Publish now": "Live as release N". With a selector that the edge cannot
take, it says which edit and why.
*/

type Stage =
	| { readonly at: 'rest' }
	| { readonly at: 'asking' }
	| { readonly at: 'answered'; readonly answer: PublishAnswer };

export function PublishRelease({ panel }: { panel: Panel }) {
	const stage = useSignal<Stage>({ at: 'rest' });
	const draft = panel.draft.value;
	if (!draft) return null;
	const publish = () =>
		attempt(panel, async () => {
			stage.value = { at: 'rest' };
			stage.value = { at: 'answered', answer: await saveAndPublish(panel) };
		});
	return (
		<>
			{stage.value.at === 'answered' && !isOutdated(stage.value.answer, draft) && (
				<Answer panel={panel} answer={stage.value.answer} />
			)}
			{stage.value.at === 'asking' ? (
				<fieldset class="note stack confirm" aria-label="Publish">
					<p>
						{isUnsaved(draft) && 'Your changes are saved first. '}
						All that is saved for this site goes live within seconds. You can go back in the dashboard.
					</p>
					{draft.history.present.status !== 'live' && (
						<p>
							<strong>This experience is {draft.history.present.status}</strong>, so visitors will not see it.{' '}
							<button type="button" onClick={() => change(panel, { kind: 'set-status', status: 'live' })}>
								Set it live
							</button>
						</p>
					)}
					<div class="row">
						<button type="button" class="primary grow" onClick={publish}>
							Publish now
						</button>
						<button
							type="button"
							onClick={() => {
								stage.value = { at: 'rest' };
							}}
						>
							Cancel
						</button>
					</div>
				</fieldset>
			) : (
				<button
					type="button"
					class="primary"
					disabled={panel.busy.value}
					onClick={() => {
						stage.value = { at: 'asking' };
					}}
				>
					{panel.busy.value ? 'Working…' : 'Publish…'}
				</button>
			)}
		</>
	);
}

/** What is unsaved is not live, so the good news is over with the next change; what is wrong stays until tried again. */
function isOutdated(answer: PublishAnswer, draft: Draft): boolean {
	return answer.state === 'live' && isUnsaved(draft);
}

async function saveAndPublish(panel: Panel): Promise<PublishAnswer> {
	const draft = panel.draft.value;
	const conflict = draft && isUnsaved(draft) ? await saveDraft(panel, draft, draft.base.updatedAt) : null;
	if (!conflict) return await askFromPanel('publish', {});
	return {
		state: 'refused',
		message: 'Not published: somebody changed this experience after you loaded it. Save your draft first.',
		problems: [],
	};
}

function Answer({ panel, answer }: { panel: Panel; answer: PublishAnswer }) {
	if (answer.state === 'live') {
		return (
			<div class="note good wide stack" role="status">
				<p>Live as release {answer.number}</p>
				{answer.conflicts.map((says) => (
					<p key={says} class="soft">
						{says}
					</p>
				))}
			</div>
		);
	}
	const nameOf = (id: string | null | undefined) => panel.experiences.value.find((one) => one.id === id)?.name;
	return (
		<div class="note bad stack wide" role="alert">
			<strong>{answer.message}</strong>
			<ul class="stack">
				{answer.problems.map(({ experienceId, editId, message, hint }) => (
					<li key={`${experienceId}${editId}${message}`}>
						{nameOf(experienceId) && <strong>{nameOf(experienceId)}: </strong>}
						{message} {hint && <span class="hint">{hint}</span>}
					</li>
				))}
			</ul>
		</div>
	);
}
