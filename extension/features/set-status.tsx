import { statuses } from '../api/shapes.ts';
import { change, type Panel } from '../content/panel.ts';

/*
Whether publishing takes the experience along: drafts and paused ones are saved but not released.
By hand: set it to live, save, publish: visitors see it; set it to paused, publish: they do not.
*/

/** A status in words. */
export const statusNames = { draft: 'Draft', live: 'Live', paused: 'Paused' } as const;

export function SetStatus({ panel }: { panel: Panel }) {
	const draft = panel.draft.value;
	if (!draft) return null;
	return (
		<select
			class="status"
			aria-label="Status"
			value={draft.history.present.status}
			onChange={(event) => {
				const status = statuses.find((one) => one === event.currentTarget.value);
				if (status) change(panel, { kind: 'set-status', status });
			}}
		>
			{statuses.map((status) => (
				<option key={status} value={status}>
					{statusNames[status]}
				</option>
			))}
		</select>
	);
}
