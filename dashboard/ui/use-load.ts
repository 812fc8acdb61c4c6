import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiError } from '../request.ts';

export interface Loaded<T> {
	readonly data: T | undefined;
	readonly error: ApiError | undefined;
	readonly loading: boolean;
	readonly reload: () => void;
	/** Puts what a save answered in place of what was loaded. */
	readonly set: (data: T) => void;
}

interface State<T> {
	readonly key: string;
	readonly data: T | undefined;
	readonly error: ApiError | undefined;
	readonly loading: boolean;
}

/**
 * Loads what `key` names, again whenever the key changes; an answer that comes too late is dropped.
 * With `keep`, the last answer stays visible while the next one loads (a list being filtered).
 */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>, keep = false): Loaded<T> {
	const [state, setState] = useState<State<T>>({ key, data: undefined, error: undefined, loading: true });
	const [turn, setTurn] = useState(0);
	useEffect(() => {
		const abort = new AbortController();
		setState((old) => ({
			key,
			data: old.key === key || keep ? old.data : undefined,
			error: undefined,
			loading: true,
		}));
		load(abort.signal).then(
			(data) => !abort.signal.aborted && setState({ key, data, error: undefined, loading: false }),
			(error) => !abort.signal.aborted && setState((old) => ({ ...old, error: asApiError(error), loading: false })),
		);
		return () => abort.abort();
	}, [key, turn]);
	const reload = useCallback(() => setTurn((count) => count + 1), []);
	const set = useCallback((data: T) => setState({ key, data, error: undefined, loading: false }), [key]);
	// Between a change of key and the effect, the old answer must not pass for the new one.
	const stale = state.key !== key && !keep;
	return { ...state, ...(stale && { data: undefined, error: undefined, loading: true }), reload, set };
}

function asApiError(error: unknown): ApiError {
	if (error instanceof ApiError) return error;
	return new ApiError(0, { code: 'defect', message: error instanceof Error ? error.message : String(error) });
}
