import { change, type Panel } from '../content/panel.ts';
import { Icon } from '../ui/icon.tsx';

/*
Undo and redo, as buttons and as Ctrl+Z and Ctrl+Shift+Z (⌘ on a Mac) while the panel has the keyboard.
By hand: hide an element, undo: it is back; redo: it is gone. Both survive a reload.
*/

export function UndoChange({ panel }: { panel: Panel }) {
	const draft = panel.draft.value;
	if (!draft) return null;
	return (
		<>
			<button
				type="button"
				class="plain icon"
				aria-label="Undo"
				title="Undo (Ctrl+Z)"
				disabled={!draft.history.past.length}
				onClick={() => change(panel, { kind: 'undo' })}
			>
				<Icon name="undo" />
			</button>
			<button
				type="button"
				class="plain icon"
				aria-label="Redo"
				title="Redo (Ctrl+Shift+Z)"
				disabled={!draft.history.future.length}
				onClick={() => change(panel, { kind: 'redo' })}
			>
				<Icon name="redo" />
			</button>
		</>
	);
}

/** Listens on the panel only: the page's own undo is the page's. In a field of ours, the field's undo comes first. */
export function init(panel: Panel, root: ShadowRoot, signal: AbortSignal): void {
	const onKey = (event: Event) => {
		if (!(event instanceof KeyboardEvent) || !(event.ctrlKey || event.metaKey)) return;
		if (event.key.toLowerCase() !== 'z' || root.activeElement?.matches('input, textarea')) return;
		event.preventDefault();
		change(panel, { kind: event.shiftKey ? 'redo' : 'undo' });
	};
	root.addEventListener('keydown', onKey, { signal });
}
