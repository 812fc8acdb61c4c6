import { useEffect, useState } from 'preact/hooks';

const pauseMs = 400;

/** The value, once it has not changed for a moment. */
export function useRested<T>(value: T): T {
	const [rested, setRested] = useState(value);
	useEffect(() => {
		const timer = setTimeout(() => setRested(value), pauseMs);
		return () => clearTimeout(timer);
	}, [value]);
	return rested;
}
