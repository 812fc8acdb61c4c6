import { Icon } from '../ui/icon.tsx';
import { hintForFields } from './hint-for-fields.ts';
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
	/** It stands there as JSON: paths and hints that speak of that help. */
	isText: boolean;
}) {
	const { broken, parsed, allowed, isText } = props;
	const problem = parsed.ok ? null : parsed;
	const hint = isText ? problem?.hint : hintForFields(problem?.hint);
	const path = isText && problem?.path?.slice(0, pathShown);
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
				{!allowed && (path || hint) && (
					<div class="soft">
						{path && <code>{path}</code>} {hint}
					</div>
				)}
			</div>
		</div>
	);
}
