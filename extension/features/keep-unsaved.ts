import { effect } from '@preact/signals';
import { askFromPanel } from '../ask.ts';
import type { Panel } from '../content/panel.ts';
import { type Draft, isUnsaved } from '../draft/change-draft.ts';
import { troubleOf } from '../ui/trouble.tsx';

/*
Unsaved work is kept with each change, so that a reload, a closed tab or a crash loses none of it.
By hand: change a text, reload the page: the change is there, still marked as unsaved.
*/

export function init(panel: Panel, signal: AbortSignal): void {
	let kept: Readonly<Record<string, Draft>> = panel.drafts.peek();
	const stop = effect(() => {
		const drafts = panel.drafts.value;
		for (const [experienceId, draft] of Object.entries(drafts)) {
			if (draft !== kept[experienceId]) keep(panel, experienceId, draft);
		}
		kept = drafts;
	});
	signal.addEventListener('abort', stop);
}

function keep(panel: Panel, experienceId: string, draft: Draft): void {
	askFromPanel('keep-unsaved', { experienceId, draft: isUnsaved(draft) ? draft : null }).catch((error) => {
		panel.notice.value = { tone: 'bad', ...troubleOf(error) };
	});
}
