import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { LiveItem } from '../../core/live/types.ts';
import type { LiveFrame } from '../shapes/live.ts';
import { backoffMs, mergeEvents } from './merge.ts';

export type FeedState = 'connecting' | 'open' | 'waiting';

export interface Feed {
	readonly state: FeedState;
	readonly events: readonly LiveItem[];
	/** Events that arrived while paused. */
	readonly held: number;
	readonly paused: boolean;
	readonly pause: (paused: boolean) => void;
	readonly clear: () => void;
}

/** Events of all sites as they happen, over one WebSocket that comes back by itself. */
export function useFeed(): Feed {
	const [state, setState] = useState<FeedState>('connecting');
	const [paused, setPaused] = useState(false);
	const shown = useRef<readonly LiveItem[]>([]);
	const held = useRef<readonly LiveItem[]>([]);
	const pausedNow = useRef(false);
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	useEffect(
		() =>
			connect(setState, (items) => {
				const target = pausedNow.current ? held : shown;
				target.current = mergeEvents(target.current, items);
				redraw(undefined);
			}),
		[],
	);
	function pause(next: boolean) {
		pausedNow.current = next;
		setPaused(next);
		if (next) return;
		shown.current = mergeEvents(shown.current, held.current);
		held.current = [];
	}
	function clear() {
		shown.current = [];
		held.current = [];
		redraw(undefined);
	}
	return { state, events: shown.current, held: held.current.length, paused, pause, clear };
}

/** Keeps a socket open until the answer is called. */
function connect(onState: (state: FeedState) => void, onEvents: (items: readonly LiveItem[]) => void): () => void {
	const url = `${location.origin.replace(/^http/, 'ws')}/api/live`;
	let socket: WebSocket | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let attempt = 0;
	let ended = false;
	function open() {
		onState('connecting');
		socket = new WebSocket(url);
		socket.onopen = () => {
			attempt = 0;
			onState('open');
		};
		socket.onmessage = ({ data }) => {
			const frame: LiveFrame = JSON.parse(data);
			if (frame.kind === 'events') onEvents(frame.items);
		};
		socket.onclose = () => {
			if (ended) return;
			onState('waiting');
			timer = setTimeout(open, backoffMs(attempt++, Math.random()));
		};
	}
	open();
	return () => {
		ended = true;
		clearTimeout(timer);
		socket?.close();
	};
}
