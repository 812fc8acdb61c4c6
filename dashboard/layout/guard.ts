/** Unsaved work: leaving asks first, whether by a link, by the back button or by closing the tab. */
import { useLayoutEffect } from 'preact/hooks';
import { confirm } from '../ui/dialog.tsx';

let dirtyUrl: string | null = null;
let leaving = false;

/** Marks the screen as having unsaved changes for as long as `dirty` holds. */
export function useUnsaved(dirty: boolean): void {
	// Before the next click can come, not after the next paint.
	useLayoutEffect(() => {
		if (!dirty) return;
		dirtyUrl = location.href;
		return () => {
			dirtyUrl = null;
		};
	}, [dirty]);
}

/** Call after a save and before routing on, when the screen has not rendered since. */
export function forgetUnsaved(): void {
	dirtyUrl = null;
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
		if (dirtyUrl !== null) event.preventDefault();
	});
	addEventListener('click', askOnClick, { capture: true });
	addEventListener('popstate', askOnBack, { capture: true });
}

function askOnClick(event: MouseEvent): void {
	if (dirtyUrl === null || leaving || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
	const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
	if (!link || link.target === '_blank' || link.origin !== location.origin) return;
	if (link.pathname === location.pathname && link.search === location.search) return;
	event.preventDefault();
	event.stopImmediatePropagation();
	leaveIfConfirmed(() => link.click());
}

function askOnBack(event: PopStateEvent): void {
	if (dirtyUrl === null || leaving || location.href === dirtyUrl) return;
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
	dirtyUrl = null;
	leaving = true;
	leave();
	leaving = false;
}
