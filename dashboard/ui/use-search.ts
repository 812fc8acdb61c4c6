import { useEffect, useState } from 'preact/hooks';

const pauseMs = 200;

/**
 * Words that are being typed, which `find` puts into the address once they rest. Not any more when somebody has gone to another
 * screen meanwhile: it would bring them back.
 * @param search the words that the address has
 */
export function useSearch(search: string, find: (words: string) => void): [string, (words: string) => void] {
	const [words, setWords] = useState(search);
	const [here] = useState(location.pathname);
	useEffect(() => {
		if (words === search) return;
		const timer = setTimeout(() => location.pathname === here && find(words), pauseMs);
		return () => clearTimeout(timer);
	}, [words]);
	return [words, setWords];
}
