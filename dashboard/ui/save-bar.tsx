import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import type { Draft } from './use-draft.ts';

/**
 * Save and Discard for a draft. A new thing (`fresh`) can be saved without a change. Ctrl+S or ⌘S saves what was changed: of several
 * forms on a screen, none that nobody has touched.
 */
export function SaveActions<T>(props: {
	draft: Draft<T>;
	fresh: boolean;
	save: () => Promise<unknown>;
	verb?: string;
}) {
	const { draft, fresh } = props;
	const saving = useRef<Promise<unknown> | null>(null);
	/** The button and the keys share one: what is on its way is not saved a second time. */
	function save(): Promise<unknown> {
		saving.current ??= props.save().finally(() => {
			saving.current = null;
		});
		return saving.current;
	}
	const ready = (draft.dirty || fresh) && !draft.broken;
	// As it was rendered last, not as it was last painted: else keys that follow the last letter at once would save without it.
	const onSaveKey = useRef<(() => unknown) | null>(null);
	onSaveKey.current = () => draft.dirty && ready && save();
	useLayoutEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey)) return;
			event.preventDefault();
			onSaveKey.current?.();
		};
		addEventListener('keydown', onKey);
		return () => removeEventListener('keydown', onKey);
	}, []);
	return (
		<>
			{draft.dirty && !fresh && (
				<Button kind="quiet" onClick={draft.reset}>
					Discard
				</Button>
			)}
			<Button kind="primary" disabled={!ready} onClick={save}>
				{props.verb ?? 'Save'}
			</Button>
		</>
	);
}
