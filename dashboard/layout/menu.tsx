import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A button that opens a short list. Arrows move, Escape and leaving close, choosing closes. */
export function Menu(props: { label: string; face: ComponentChildren; end?: boolean; children: ComponentChildren }) {
	const [open, setOpen] = useState(false);
	const root = useRef<HTMLDivElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	useLayoutEffect(() => {
		if (!open) return;
		items(root.current)[0]?.focus();
		const list = root.current?.querySelector('[role="menu"]');
		const choose = () => {
			setOpen(false);
			button.current?.focus();
		};
		list?.addEventListener('click', choose);
		const closeOutside = (event: PointerEvent) => {
			if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
		};
		const closeLeft = ({ relatedTarget }: FocusEvent) => {
			if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) setOpen(false);
		};
		root.current?.addEventListener('focusout', closeLeft);
		addEventListener('pointerdown', closeOutside);
		return () => {
			root.current?.removeEventListener('focusout', closeLeft);
			removeEventListener('pointerdown', closeOutside);
		};
	}, [open]);
	useLayoutEffect(() => {
		const element = root.current;
		element?.addEventListener('keydown', onKey);
		return () => element?.removeEventListener('keydown', onKey);
	});
	function onKey(event: KeyboardEvent) {
		if (event.key === 'Escape' && open) {
			setOpen(false);
			button.current?.focus();
		}
		if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
		event.preventDefault();
		if (!open) return setOpen(true);
		const all = items(root.current);
		const at = all.findIndex((item) => item.matches(':focus'));
		all[(at + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]?.focus();
	}
	return (
		<div class={props.end ? 'menu end' : 'menu'} ref={root}>
			<button
				ref={button}
				type="button"
				class="button quiet"
				aria-haspopup="menu"
				aria-expanded={open}
				aria-label={props.label}
				onClick={() => setOpen(!open)}
			>
				{props.face}
			</button>
			{open && (
				<div class="menu-list" role="menu" aria-label={props.label} tabIndex={-1}>
					{props.children}
				</div>
			)}
		</div>
	);
}

/** One choice of a menu. */
export function MenuItem({ children, onClick }: { children: ComponentChildren; onClick: () => unknown }) {
	return (
		<button type="button" role="menuitem" onClick={() => onClick()}>
			{children}
		</button>
	);
}

function items(root: HTMLElement | null): HTMLElement[] {
	return root ? Array.from(root.querySelectorAll<HTMLElement>('[role="menuitem"]')) : [];
}
