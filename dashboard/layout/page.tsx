import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** A screen: its title (also the tab's), what it is for, its actions, and its content. */
export function Page(props: {
	title: string;
	/** Shown instead of the plain title, which still names the tab. */
	heading?: ComponentChildren;
	about?: ComponentChildren;
	parent?: { path: string; title: string };
	actions?: ComponentChildren;
	children: ComponentChildren;
}) {
	useTitle(props.title);
	return (
		<>
			<div class="page-head">
				<div class="title">
					{props.parent && (
						<div class="crumb">
							<a href={props.parent.path}>{props.parent.title}</a> /
						</div>
					)}
					<h1>{props.heading ?? props.title}</h1>
					{props.about && <p>{props.about}</p>}
				</div>
				{props.actions && <div class="actions">{props.actions}</div>}
			</div>
			{props.children}
		</>
	);
}

/** Names the browser's tab. */
export function useTitle(title: string): void {
	useEffect(() => {
		document.title = `${title} · Edgewise`;
	}, [title]);
}
