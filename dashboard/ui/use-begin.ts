import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The keyboard begins in the first field of what has just appeared, where somebody asked for it. */
export function useBegin<T extends HTMLElement>(asked: boolean): RefObject<T | null> {
	const element = useRef<T>(null);
	useLayoutEffect(() => {
		if (asked) element.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
	}, []);
	return element;
}
