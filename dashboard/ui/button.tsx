import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps {
	readonly children?: ComponentChildren;
	readonly kind?: 'primary' | 'quiet' | 'plain';
	readonly danger?: boolean;
	readonly small?: boolean;
	readonly icon?: IconName;
	/** Needed when there is no text. */
	readonly label?: string;
	readonly type?: 'button' | 'submit';
	readonly disabled?: boolean;
	readonly busy?: boolean;
	/** A promise keeps the button busy until it settles. */
	readonly onClick?: (event: MouseEvent) => unknown;
	readonly form?: string;
}

/** A button that shows work in progress by itself and cannot be pressed twice meanwhile. */
export function Button(props: ButtonProps) {
	const [working, setWorking] = useState(false);
	const busy = working || props.busy === true;
	async function press(event: MouseEvent) {
		// Not `disabled` while it works: that would take the focus from whoever pressed it by keyboard.
		if (busy) return event.preventDefault();
		const result = props.onClick?.(event);
		if (!(result instanceof Promise)) return;
		setWorking(true);
		await result.finally(() => setWorking(false));
	}
	return (
		<button
			type={props.type ?? 'button'}
			class={buttonClass(props)}
			disabled={props.disabled === true}
			aria-disabled={busy}
			aria-busy={busy}
			{...(props.label !== undefined && { 'aria-label': props.label, title: props.label })}
			{...(props.form !== undefined && { form: props.form })}
			onClick={press}
		>
			{busy ? <span class="spinner" /> : props.icon && <Icon name={props.icon} size={16} />}
			{props.children}
		</button>
	);
}

/** A link that looks like a button. */
export function ButtonLink(props: Pick<ButtonProps, 'children' | 'kind' | 'small' | 'icon'> & { href: string }) {
	return (
		<a href={props.href} class={buttonClass(props)}>
			{props.icon && <Icon name={props.icon} size={16} />}
			{props.children}
		</a>
	);
}

/** A link that looks like a button, to something that the browser saves as a file. */
export function DownloadLink({ href, label, name }: { href: string; label: string; name: string }) {
	return (
		<a href={href} class="button quiet small icon" download={name} aria-label={label} title={label}>
			<Icon name="download" size={16} />
		</a>
	);
}

function buttonClass({ kind = 'plain', danger, small, children }: ButtonProps): string {
	return ['button', kind, danger && 'danger', small && 'small', children === undefined && 'icon']
		.filter(Boolean)
		.join(' ');
}
