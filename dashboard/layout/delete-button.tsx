import { useLocation } from 'preact-iso';
import { Button } from '../ui/button.tsx';
import { confirm } from '../ui/dialog.tsx';
import { capitalise } from '../ui/format.ts';
import { attempt } from '../ui/toast.tsx';
import { forgetUnsaved } from './guard.ts';

/** Deletes what the screen shows, once that is confirmed, and goes to the list that it was in. */
export function DeleteButton(props: {
	/** What it is: `goal`. */
	what: string;
	name: string;
	/** What becomes of it. */
	body: string;
	remove: () => Promise<unknown>;
	/** The list's path. */
	list: string;
}) {
	const { what, name, body, remove, list } = props;
	const { route } = useLocation();
	async function ask() {
		const yes = await confirm({ title: `Delete “${name}”?`, body, action: `Delete ${what}`, danger: true });
		const done = `${capitalise(what)} deleted`;
		if (!yes || !(await attempt(remove, done))) return;
		forgetUnsaved();
		route(list);
	}
	return (
		<Button kind="quiet" danger icon="trash" onClick={ask}>
			Delete
		</Button>
	);
}
