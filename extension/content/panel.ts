import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Edit } from '../../core/edit/types.ts';
import type { Variant } from '../../core/release/types.ts';
import type { EditFailure } from '../../tracker/apply/outcome.ts';
import type { PageExplanation, SavedExperience } from '../api/shapes.ts';
import { type Change, changeDraft, type Draft, findVariant, startDraft } from '../draft/change-draft.ts';
import { type OpenForm, sketchOf } from '../form/open-form.ts';
import type { PanelStart, View } from '../messages.ts';
import type { Hold } from '../select/hold.ts';
import { troubleOf } from '../ui/trouble.tsx';

/** What clicks on the page do: nothing of ours, edit the text, hide the element, or choose it for another change. */
export type Tool = 'text' | 'hide' | 'change' | null;

export interface Notice {
	readonly tone: 'good' | 'warn' | 'bad';
	readonly message: string;
	readonly hint?: string | undefined;
}

/** The panel's state: what the workspace answered, what this person does with it, and nothing else's. */
export interface Panel {
	readonly start: PanelStart;
	readonly experiences: Signal<readonly SavedExperience[]>;
	readonly explanation: Signal<PageExplanation>;
	readonly view: Signal<View>;
	/** Drafts that were touched, by experience id. */
	readonly drafts: Signal<Readonly<Record<string, Draft>>>;
	readonly tool: Signal<Tool>;
	/** The form in which an edit is made or changed. */
	readonly form: Signal<OpenForm | null>;
	/** The edit that the form would make, which the page shows meanwhile; null while it would be refused. */
	readonly sketch: ReadonlySignal<Edit | null>;
	/** Why the page cannot show it. */
	readonly unshown: Signal<EditFailure['status'] | null>;
	/** Whether the place is being chosen to which the form's element goes. */
	readonly placing: Signal<boolean>;
	/** How each edit of the shown variant holds on to its element on this page, by the edit's id. */
	readonly holds: Signal<Readonly<Record<string, Hold>>>;
	/** The edit for which an element is being chosen. */
	readonly attaching: Signal<string | null>;
	/** The element of the page that a control of the panel speaks of. */
	readonly pointed: Signal<Element | null>;
	/** An element that an edit shall be attached to. */
	readonly accepted: Signal<{ readonly editId: string; readonly element: Element } | null>;
	readonly notice: Signal<Notice | null>;
	readonly busy: Signal<boolean>;
	/** Whether this is the page as the origin sent it: the only one on which edits are made. */
	readonly original: boolean;
	/** What is being edited; null while the page is shown as visitors see it. */
	readonly draft: ReadonlySignal<Draft | null>;
	readonly variant: ReadonlySignal<Variant | null>;
}

export function createPanel(start: PanelStart, original: boolean): Panel {
	const view = signal(start.view);
	const drafts = signal(start.unsaved);
	const experiences = signal(start.experiences);
	const draft = computed(() => {
		const { editing } = view.value;
		return editing ? draftOf(editing.experienceId, drafts.value, experiences.value) : null;
	});
	const variant = computed(() => {
		const { editing } = view.value;
		return (editing && draft.value && findVariant(draft.value, editing.variantId)) ?? null;
	});
	const form = signal<OpenForm | null>(null);
	return {
		start,
		experiences,
		explanation: signal(start.explanation),
		view,
		drafts,
		tool: signal<Tool>(null),
		form,
		sketch: computed(() => form.value && sketchOf(form.value)),
		unshown: signal<EditFailure['status'] | null>(null),
		placing: signal(false),
		holds: signal<Readonly<Record<string, Hold>>>({}),
		attaching: signal<string | null>(null),
		pointed: signal<Element | null>(null),
		accepted: signal<{ editId: string; element: Element } | null>(null),
		notice: signal<Notice | null>(null),
		busy: signal(false),
		original,
		draft,
		variant,
	};
}

/** The draft of an experience: what is unsaved of it, else what the workspace has. */
export function draftOf(
	experienceId: string,
	drafts: Readonly<Record<string, Draft>>,
	experiences: readonly SavedExperience[],
): Draft | null {
	const experience = experiences.find(({ id }) => id === experienceId);
	return drafts[experienceId] ?? (experience ? startDraft(experience) : null);
}

/** Opens a form, or closes the one that is open (null). */
export function openForm(panel: Panel, form: OpenForm | null): void {
	panel.tool.value = null;
	panel.placing.value = false;
	panel.form.value = form;
}

/** Changes the draft that is being edited. */
export function change(panel: Panel, what: Change): void {
	const draft = panel.draft.value;
	if (draft) putDraft(panel, changeDraft(draft, what));
}

export function putDraft(panel: Panel, draft: Draft): void {
	panel.drafts.value = { ...panel.drafts.value, [draft.base.id]: draft };
}

/** Does something that may be refused, one thing at a time, and says why it was. */
export async function attempt(panel: Panel, act: () => Promise<void> | void): Promise<void> {
	panel.busy.value = true;
	panel.notice.value = null;
	try {
		await act();
	} catch (error) {
		panel.notice.value = { tone: 'bad', ...troubleOf(error) };
	}
	panel.busy.value = false;
}
