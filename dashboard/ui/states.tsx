import type { ComponentChildren } from 'preact';
import type { ApiError } from '../request.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import type { Loaded } from './use-load.ts';

/** Says what is not there yet and what to do next. */
export function Empty(props: {
	icon: IconName;
	title: string;
	children?: ComponentChildren;
	actions?: ComponentChildren;
}) {
	return (
		<div class="empty">
			<span class="art">
				<Icon name={props.icon} size={22} />
			</span>
			<h2>{props.title}</h2>
			{props.children}
			{props.actions && <div class="actions">{props.actions}</div>}
		</div>
	);
}

/** Says what failed, how to mend it, and offers another try. */
export function Failure({ error, retry }: { error: ApiError; retry: () => void }) {
	const missing = error.status === 404;
	return (
		<div class="empty failure" role="alert">
			<span class="art">
				<Icon name="warning" size={22} />
			</span>
			<h2>{missing ? 'This is not here' : 'This did not load'}</h2>
			<p>
				{error.message} {error.hint}
			</p>
			<div class="actions">
				<Button onClick={retry}>Try again</Button>
			</div>
		</div>
	);
}

/** Lines that hold the place of what is loading. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
	const widths = ['w70', 'w50', 'w30'];
	return (
		<div class="stack" aria-hidden="true">
			{Array.from({ length: lines }, (_, line) => (
				<span key={line} class={`skeleton ${widths[line % 3]}`} />
			))}
		</div>
	);
}

/** Shows what was loaded, or its skeleton, or why it failed. */
export function Await<T>(props: {
	of: Loaded<T>;
	skeleton?: ComponentChildren;
	children: (data: T) => ComponentChildren;
}) {
	const { data, error, reload } = props.of;
	if (data !== undefined && !error) return <>{props.children(data)}</>;
	if (error) return <Failure error={error} retry={reload} />;
	return (
		<>
			<span class="visually-hidden" role="status">
				Loading
			</span>
			{props.skeleton ?? <Skeleton lines={5} />}
		</>
	);
}
