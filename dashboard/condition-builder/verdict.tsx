import { Icon } from '../ui/icon.tsx';
import type { ParsedCondition } from './parse-condition.ts';
import { readAloud } from './read-aloud.ts';

/** Characters of a path that are enough to find a place. */
const pathShown = 120;

/** The condition in words, or what is wrong with it and how to mend it. */
export function Verdict(props: {
	id: string;
	broken: boolean;
	parsed: ParsedCondition;
	allowed: string | undefined;
	names: (segmentId: string) => string;
}) {
	const { broken, parsed, allowed } = props;
	return (
		<div id={props.id} class={broken ? 'verdict broken' : 'verdict'} aria-live="polite">
			<Icon name={broken ? 'warning' : 'check'} size={16} />
			<div class="wrap-anywhere">
				{allowed ??
					(parsed.ok
						? broken
							? 'A part of it is not JSON yet.'
							: readAloud(parsed.json, props.names)
						: parsed.message)}
				{!allowed && !parsed.ok && (parsed.path || parsed.hint) && (
					<div class="soft">
						{parsed.path && <code>{parsed.path.slice(0, pathShown)}</code>} {parsed.hint}
					</div>
				)}
			</div>
		</div>
	);
}
