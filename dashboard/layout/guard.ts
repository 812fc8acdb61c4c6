/** Unsaved work: leaving asks first, whether by a link, by the back button or by closing the tab. */
import { useLayoutEffect } from 'preact/hooks';
import { confirm } from '../ui/dialog.tsx';

/** What has unsaved changes: a screen may have several forms. */
const unsaved = new Set<object>();
/** The address of the screen that has them. */
let dirtyUrl = '';
let leaving = false;

/** Marks the screen as having unsaved changes for as long as `dirty` holds. */
export function useUnsaved(dirty: boolean): void {
	// Before the next click can come, not after the next paint.
	useLayoutEffect(() => {
		if (!dirty) return;
		const form = {};
		unsaved.add(form);
		dirtyUrl = location.href;
		return () => {
			unsaved.delete(form);
		};
	}, [dirty]);
}

/** Call after a save and before routing on, when the screen has not rendered since. */
export function forgetUnsaved(): void {
	unsaved.clear();
}

/** Does what takes the screen's forms away though its address stays, such as choosing another site. */
export async function askBefore(change: () => void): Promise<void> {
	if (unsaved.size === 0 || (await confirm(question))) change();
}

const question = {
	title: 'Leave without saving?',
	body: 'What you changed on this screen is not saved yet.',
	action: 'Leave',
	danger: true,
};

/** Listens before the router does (capture), for the life of the page. */
export function guardNavigation(): void {
	addEventListener('beforeunload', (event) => {
		if (unsaved.size > 0) event.preventDefault();
	});
	addEventListener('click', askOnClick, { capture: true });
	addEventListener('popstate', askOnBack, { capture: true });
}

function askOnClick(event: MouseEvent): void {
	if (unsaved.size === 0 || leaving || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
	const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
	if (!link || link.target === '_blank' || link.origin !== location.origin) return;
	if (link.pathname === location.pathname && link.search === location.search) return;
	event.preventDefault();
	event.stopImmediatePropagation();
	leaveIfConfirmed(() => link.click());
}

function askOnBack(event: PopStateEvent): void {
	if (unsaved.size === 0 || leaving || location.href === dirtyUrl) return;
	event.stopImmediatePropagation();
	const wanted = location.href;
	history.pushState(null, '', dirtyUrl);
	leaveIfConfirmed(() => {
		history.replaceState(null, '', wanted);
		dispatchEvent(new PopStateEvent('popstate'));
	});
}

async function leaveIfConfirmed(leave: () => void): Promise<void> {
	if (!(await confirm(question))) return;
	unsaved.clear();
	leaving = true;
	leave();
	leaving = false;
}
