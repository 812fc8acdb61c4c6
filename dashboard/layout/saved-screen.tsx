import type { ComponentType } from 'preact';
import { useRoute } from 'preact-iso';
import { Await } from '../ui/states.tsx';
import { type Loaded, useLoad } from '../ui/use-load.ts';
import { Page } from './page.tsx';

/** What an editor gets. */
export interface Editing<T> {
	/** Null for a new one. */
	readonly saved: T | null;
	readonly loaded?: Loaded<T>;
}

interface Settings<T> {
	/** What it is: `Goal`. */
	readonly title: string;
	/** The list that it is in. */
	readonly parent: { readonly path: string; readonly title: string };
	readonly load: (id: string, signal: AbortSignal) => Promise<T>;
	readonly Edit: ComponentType<Editing<T>>;
}

/** The screen of one thing: a draft where the address says `new`, else what is saved under its id. */
export function savedScreen<T>({ title, parent, load, Edit }: Settings<T>): ComponentType {
	function Existing({ id }: { id: string }) {
		const loaded = useLoad(`${title}:${id}`, (signal) => load(id, signal));
		if (loaded.data) return <Edit saved={loaded.data} loaded={loaded} />;
		return (
			<Page title={title} parent={parent}>
				<Await of={loaded}>{() => null}</Await>
			</Page>
		);
	}
	return function SavedScreen() {
		const id = useRoute().params.id ?? 'new';
		return id === 'new' ? <Edit key="new" saved={null} /> : <Existing key={id} id={id} />;
	};
}
