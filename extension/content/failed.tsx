import { Trouble, type TroubleText } from '../ui/trouble.tsx';

/** Stands in for the panel when the workspace does not answer or does not let us: says why, and goes. */
export function Failed({ trouble, close }: { trouble: TroubleText; close(): void }) {
	return (
		<aside class="failed" aria-label="Edgewise">
			<Trouble trouble={trouble} />
			<button type="button" onClick={close}>
				Close
			</button>
		</aside>
	);
}
