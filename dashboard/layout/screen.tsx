import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/states.tsx';

/** A screen that is fetched when it is first opened. When its file is gone, a newer dashboard was installed meanwhile. */
export function screen(load: () => Promise<{ default: ComponentType }>) {
	return lazy(() => load().catch(() => ({ default: Outdated })));
}

function Outdated() {
	return (
		<Empty
			icon="rocket"
			title="This screen did not load"
			actions={
				<Button kind="primary" onClick={() => location.reload()}>
					Reload the page
				</Button>
			}
		>
			<p>Edgewise was updated since this page was opened, or the connection broke. Reloading brings the newest one.</p>
		</Empty>
	);
}
