import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icon.tsx';
import { askBefore } from './guard.ts';
import { navigation, type Screen, shortcuts } from './screens.ts';
import { chooseSite, sites } from './session.ts';

const open = signal(false);

export function openPalette(): void {
	open.value = true;
}

interface Command extends Screen {
	readonly run?: () => void;
}

/** Ctrl+K or ⌘K: type a few letters of a screen or a site, Enter goes there. */
export function Palette() {
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
			event.preventDefault();
			open.value = !open.value;
		};
		addEventListener('keydown', onKey);
		return () => removeEventListener('keydown', onKey);
	}, []);
	return open.value ? <PaletteDialog /> : null;
}

function PaletteDialog() {
	const dialog = useRef<HTMLDialogElement>(null);
	const [words, setWords] = useState('');
	const [at, setAt] = useState(0);
	useLayoutEffect(() => {
		const element = dialog.current;
		element?.showModal();
		// The backdrop belongs to the dialog element: a click that hits no child of it fell beside the palette.
		element?.addEventListener('click', (event) => event.target === element && element.close());
	}, []);
	// The focus stays in the field, so that nothing else brings what is chosen into view.
	useLayoutEffect(() => {
		dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
	}, [at]);
	const found = commands().filter(({ title }) => matches(title, words));
	const close = () => dialog.current?.close();
	function onKey(event: KeyboardEvent) {
		if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, found.length));
		else if (event.key === 'ArrowUp') setAt((at + found.length - 1) % Math.max(1, found.length));
		else if (event.key === 'Enter') go(found[at]);
		else return;
		event.preventDefault();
	}
	function go(command: Command | undefined) {
		if (!command) return;
		close();
		if (command.run) command.run();
		else follow(command.path);
	}
	return (
		<dialog
			ref={dialog}
			class="palette"
			aria-label="Jump to"
			onClose={() => {
				open.value = false;
			}}
		>
			<input
				type="text"
				role="combobox"
				aria-expanded="true"
				aria-controls="palette-list"
				{...(found[at] && { 'aria-activedescendant': `palette-${at}` })}
				aria-label="Jump to"
				placeholder="Jump to…"
				value={words}
				onInput={(event) => {
					setWords(event.currentTarget.value);
					setAt(0);
				}}
				onKeyDown={onKey}
			/>
			<div
				id="palette-list"
				class="palette-list"
				role="listbox"
				aria-label="Screens"
				tabIndex={-1}
				hidden={found.length === 0}
			>
				{found.map((command, index) => (
					<button
						key={command.path + command.title}
						id={`palette-${index}`}
						type="button"
						role="option"
						tabIndex={-1}
						aria-selected={index === at}
						onPointerMove={() => setAt(index)}
						onClick={() => go(command)}
					>
						<Icon name={command.icon} /> {command.title}
					</button>
				))}
			</div>
			{found.length === 0 && (
				<p class="faint" role="status">
					Nothing is called that.
				</p>
			)}
		</dialog>
	);
}

function commands(): Command[] {
	const switches = sites.value.map((site) => ({
		path: `site:${site.id}`,
		title: `Switch to ${site.name}`,
		icon: 'globe' as const,
		run: () => void askBefore(() => chooseSite(site.id)),
	}));
	return [...navigation.flatMap(({ screens }) => screens), ...shortcuts, ...switches];
}

/** Every word typed begins a word of the title. */
function matches(title: string, typed: string): boolean {
	const parts = title.toLowerCase().split(/\s+/);
	return typed
		.toLowerCase()
		.split(/\s+/)
		.every((word) => parts.some((part) => part.startsWith(word)));
}

/** Goes by a real link, so that the router and the guard of unsaved work see it as they see every other. */
function follow(path: string): void {
	const link = document.createElement('a');
	link.href = path;
	document.body.append(link);
	link.click();
	link.remove();
}
