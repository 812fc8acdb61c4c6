import type { ComponentChildren } from 'preact';

/** How far something long is, as a bar and in words. */
export function Meter(props: { label: string; value: number; of: number; children: ComponentChildren }) {
	return (
		<div class="stack">
			<progress class="meter" aria-label={props.label} value={props.value} max={Math.max(1, props.of)} />
			<p class="soft small" role="status">
				{props.children}
			</p>
		</div>
	);
}
