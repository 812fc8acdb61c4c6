import { effect } from '@preact/signals';
import type { Edit } from '../../core/edit/types.ts';
import { askFromPanel } from '../ask.ts';
import { visitorUrl } from '../content/page.ts';
import { attempt, openForm, type Panel } from '../content/panel.ts';
import type { Stage } from '../content/stage.ts';
import { putEdit } from '../draft/change-draft.ts';
import { type Hold, type Judging, lookAt } from '../select/hold.ts';

/*
Choosing a variant shows its draft on the page as the origin sends it.
By hand: open the panel on the demo shop, choose "Welcome back": the page reloads and greets you; choose another variant:
it changes with no reload; "All experiences" leads back to the page as visitors see it.
*/

/** Keeps the chosen variant's edits on the page, for as long as the page is the origin's own. */
export function init(panel: Panel, stage: Stage, signal: AbortSignal): void {
	const known = new WeakMap<Edit, Hold>();
	let judging: AbortController | undefined;
	let judged: readonly Edit[] | undefined;
	const stop = effect(() => {
		const edits = (panel.original && panel.variant.value?.edits) || [];
		const sketch = panel.original ? panel.sketch.value : null;
		// What is only being filled in changes nothing of how the others hold.
		const isNews = edits !== judged;
		judged = edits;
		let open: readonly Judging[] = [];
		const failed = stage.show(sketch ? putEdit(edits, sketch) : edits, () => {
			if (isNews) open = lookAt(document, edits, known);
		});
		panel.unshown.value = failed.find(({ id }) => id === sketch?.id)?.status ?? null;
		if (!isNews) return;
		judging?.abort();
		judging = new AbortController();
		judgeInTurn(panel, open, AbortSignal.any([signal, judging.signal]));
	});
	signal.addEventListener('abort', stop);
	if (panel.view.value.editing && !panel.original) resume(panel);
	// The preview's parameter came by other ways than this panel: a copied address, a step back.
	if (panel.original && !panel.view.value.editing) leaveFor(visitorUrl(location.href));
}

/** How long the page may have to wait for us. */
const maxPauseMs = 12;

/** Says of one edit after the other how it holds, and lets the page live meanwhile. */
async function judgeInTurn(panel: Panel, open: readonly Judging[], signal: AbortSignal): Promise<void> {
	const before = panel.holds.peek();
	let holds = Object.fromEntries(Object.entries(before).filter(([id]) => open.some(({ editId }) => editId === id)));
	let since = performance.now();
	for (const { editId, judge } of open) {
		if (performance.now() - since > maxPauseMs) {
			panel.holds.value = holds;
			await new Promise((resolve) => setTimeout(resolve));
			if (signal.aborted) return;
			since = performance.now();
		}
		holds = { ...holds, [editId]: judge() };
	}
	panel.holds.value = holds;
}

/** Shows a variant: at once on an original page, else by loading it. */
export function previewVariant(panel: Panel, experienceId: string, variantId: string): Promise<void> {
	openForm(panel, null);
	return attempt(panel, async () => {
		await keepView(panel, { editing: { experienceId, variantId }, askedFor: null });
		if (!panel.original) await loadOriginal(panel);
	});
}

/** Leaves the preview: the page as visitors see it. Unsaved work stays with its experience. */
export function showAsVisitors(panel: Panel): Promise<void> {
	openForm(panel, null);
	return attempt(panel, async () => {
		await keepView(panel, { editing: null, askedFor: null });
		if (panel.original) await leaveFor(visitorUrl(location.href));
	});
}

/** After a link led to another page of the site, or a preview expired: asks for the original once, not for ever. */
function resume(panel: Panel): void {
	if (panel.view.value.askedFor !== visitorUrl(location.href)) {
		attempt(panel, () => loadOriginal(panel));
		return;
	}
	panel.notice.value = {
		tone: 'warn',
		message: 'This site did not send the page without personalisation, so variants cannot be shown on it.',
		hint: 'Check that it is served through Edgewise.',
	};
}

async function loadOriginal(panel: Panel): Promise<void> {
	const url = visitorUrl(location.href);
	await keepView(panel, { ...panel.view.value, askedFor: url });
	await leaveFor((await askFromPanel('original-url', { url })).url);
}

/** Loads another page. Never resolves, so that the panel stays busy until it is gone. */
function leaveFor(url: string): Promise<never> {
	location.assign(url);
	return new Promise(() => {});
}

async function keepView(panel: Panel, change: Partial<Panel['view']['value']>): Promise<void> {
	const view = { ...panel.view.value, ...change };
	panel.view.value = view;
	await askFromPanel('keep-view', { view });
}
