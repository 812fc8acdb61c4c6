import { useEffect, useRef, useState } from 'preact/hooks';

const pauseMs = 200;

/**
 * Words that are being typed, which `find` puts into the address once they rest. Not any more when somebody has gone to another
 * screen meanwhile: it would bring them back. Where a link or the back button changes the address, the words follow it.
 * @param search the words that the address has
 */
export function useSearch(search: string, find: (words: string) => void): [string, (words: string) => void] {
	const [{ words, known }, setTyped] = useState({ words: search, known: search });
	const [here] = useState(location.pathname);
	/** What was put into the address here, until it is there: more may be typed meanwhile. */
	const put = useRef<string | null>(null);
	if (known !== search) {
		setTyped({ words: put.current === search ? words : search, known: search });
		put.current = null;
	}
	useEffect(() => {
		if (words === search) return;
		const timer = setTimeout(() => {
			if (location.pathname !== here) return;
			put.current = words;
			find(words);
		}, pauseMs);
		return () => clearTimeout(timer);
	}, [words, search]);
	return [words, (next) => setTyped({ words: next, known: search })];
}
