import { isUnsaved } from '../draft/change-draft.ts';
import { ChangeElement } from '../features/change-element.tsx';
import { ChooseTool } from '../features/choose-tool.tsx';
import { CreateExperience } from '../features/create-experience.tsx';
import { ExplainPage } from '../features/explain-page.tsx';
import { ListEdits } from '../features/list-edits.tsx';
import { showAsVisitors } from '../features/preview-variant.ts';
import { PublishRelease } from '../features/publish-release.tsx';
import { SaveDraft } from '../features/save-draft.tsx';
import { SetStatus } from '../features/set-status.tsx';
import { SharePreview } from '../features/share-preview.tsx';
import { SwitchVariant } from '../features/switch-variant.tsx';
import { UndoChange } from '../features/undo-change.tsx';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import type { Panel } from './panel.ts';

/** The panel: the list of experiences, or one variant of one of them being edited. */
export function PanelView({ panel, move, close }: { panel: Panel; move(): void; close(): void }) {
	const { side, editing } = panel.view.value;
	return (
		<aside class={`panel ${side}`} aria-label="Edgewise">
			<header class="row">
				<Mark />
				<strong class="grow cut">{panel.start.site.name}</strong>
				<button
					type="button"
					class="plain icon"
					aria-label="Move to the other side"
					title="Move to the other side"
					onClick={move}
				>
					<Icon name="side" />
				</button>
				<button type="button" class="plain icon" aria-label="Close Edgewise" title="Close" onClick={close}>
					<Icon name="close" />
				</button>
			</header>
			<div class="body stack">
				<Announce panel={panel} />
				{editing ? <EditVariant panel={panel} /> : <Overview panel={panel} />}
			</div>
			{editing && (
				<footer>
					<SetStatus panel={panel} />
					<span class="grow" />
					<SaveDraft panel={panel} />
					<PublishRelease panel={panel} />
				</footer>
			)}
		</aside>
	);
}

function Overview({ panel }: { panel: Panel }) {
	return (
		<>
			<ExplainPage panel={panel} />
			<CreateExperience panel={panel} />
		</>
	);
}

function EditVariant({ panel }: { panel: Panel }) {
	const draft = panel.draft.value;
	return (
		<>
			<button type="button" class="plain back" onClick={() => showAsVisitors(panel)}>
				<Icon name="back" /> All experiences
			</button>
			<div class="row">
				<h2 class="grow cut">{draft?.base.name ?? 'This experience is gone'}</h2>
				{draft && isUnsaved(draft) && <span class="chip warn">Unsaved</span>}
			</div>
			<SwitchVariant panel={panel} />
			<SharePreview panel={panel} />
			<ChooseTool panel={panel} />
			<ChangeElement panel={panel} />
			<div class="row">
				<h3 class="grow">Edits</h3>
				<UndoChange panel={panel} />
			</div>
			<ListEdits panel={panel} />
		</>
	);
}

/** What just happened, said once, also to screen readers. */
function Announce({ panel }: { panel: Panel }) {
	const notice = panel.notice.value;
	if (!notice) return null;
	return (
		<div class={`note ${notice.tone}`} role="alert">
			{notice.message} {notice.hint && <span class="hint">{notice.hint}</span>}
		</div>
	);
}
