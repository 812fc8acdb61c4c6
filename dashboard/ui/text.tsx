import { signal } from '@preact/signals';
import type { Instant } from '../shapes/list.ts';
import { formatInstant, formatRelative, toMs } from './format.ts';
import { safeUrl, shortUrl } from './safe-url.ts';

/** Ticks every half minute, so that "5 min ago" stays true. */
const now = signal(Date.now());
setInterval(() => {
	now.value = Date.now();
}, 30_000);

/** A moment as people say it, with the exact one on hover. */
export function Ago({ at }: { at: Instant | null }) {
	const ms = toMs(at);
	if (ms === null) return <span class="faint">–</span>;
	return (
		<time class="numeric" dateTime={new Date(ms).toISOString()} title={formatInstant(at)}>
			{formatRelative(at, Math.max(now.value, ms > Date.now() ? 0 : ms))}
		</time>
	);
}

/** A visitor's URL: a link only when it is http(s), never with our referrer. */
export function PageLink({ url }: { url: string | null }) {
	if (!url) return <span class="faint">–</span>;
	const href = safeUrl(url);
	if (!href) return <span title={url}>{url}</span>;
	return (
		<a class="above soft" href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
			{shortUrl(url)}
		</a>
	);
}

/** The first letter of whoever this is. */
export function Avatar({ of, large }: { of: string; large?: boolean }) {
	const letter = Array.from(of.trim())[0]?.toUpperCase() ?? '?';
	return (
		<span class={large ? 'avatar large' : 'avatar'} aria-hidden="true">
			{letter}
		</span>
	);
}
