import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../request.ts';
import type { List } from '../shapes/list.ts';
import { attempt } from './toast.tsx';
import { useLoad } from './use-load.ts';

export interface Pages<T> {
	/** Undefined until the first page is there. */
	readonly items: readonly T[] | undefined;
	readonly error: ApiError | undefined;
	readonly reload: () => void;
	/** Loads the next page; null when there is none. */
	readonly more: (() => Promise<unknown>) | null;
}

/** A list that grows page by page; it begins anew when `key` changes, keeping the old rows until the new ones are there. */
export function usePages<T>(
	key: string,
	load: (cursor: string | null, signal?: AbortSignal) => Promise<List<T>>,
): Pages<T> {
	const first = useLoad(key, (signal) => load(null, signal), true);
	const [rest, setRest] = useState<List<T>>();
	const list = useRef(first.data);
	list.current = first.data;
	useEffect(() => setRest(undefined), [first.data]);
	const cursor = rest ? rest.cursor : (first.data?.cursor ?? null);
	const items = first.data && rest ? [...first.data.items, ...rest.items] : first.data?.items;
	async function more() {
		const began = first.data;
		await attempt(async () => {
			const page = await load(cursor);
			// The filter may have changed while this page was on its way.
			if (list.current !== began) return;
			setRest({ items: [...(rest?.items ?? []), ...page.items], cursor: page.cursor });
		});
	}
	return { items, error: first.error, reload: first.reload, more: cursor === null ? null : more };
}
