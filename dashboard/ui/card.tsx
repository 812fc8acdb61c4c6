import type { ComponentChildren } from 'preact';

/** A framed part of a page with its heading and actions. `flush` leaves the padding to the content (tables, lists). */
export function Card(props: {
	title?: ComponentChildren;
	actions?: ComponentChildren;
	flush?: boolean;
	children: ComponentChildren;
	id?: string;
}) {
	return (
		<section class="card" {...(props.id !== undefined && { id: props.id })}>
			{props.title !== undefined && (
				<header>
					<h2>{props.title}</h2>
					{props.actions && <div class="row wrap">{props.actions}</div>}
				</header>
			)}
			{props.flush ? props.children : <div class="body">{props.children}</div>}
		</section>
	);
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info' | 'accent';

/** A short state or name. With `dot`, a state that lives on. */
export function Badge({ tone = 'plain', dot, children }: { tone?: Tone; dot?: boolean; children: ComponentChildren }) {
	return (
		<span class={`badge ${tone}`}>
			{dot && <i class="dot" />}
			<span>{children}</span>
		</span>
	);
}
