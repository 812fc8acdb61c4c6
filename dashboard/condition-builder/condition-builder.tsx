import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { ConditionJson } from '../../core/condition/types.ts';
import { Icon } from '../ui/icon.tsx';
import './conditions.css';
import { parseCondition, printCondition } from './parse-condition.ts';
import { readAloud } from './read-aloud.ts';
import { starters } from './starters.ts';

interface Props {
	readonly label: string;
	readonly value: ConditionJson | null;
	/** Only ever called with a condition that compiles, or null when left empty and `optional`. */
	readonly onChange: (value: ConditionJson | null) => void;
	/** Whether what stands in the box can be used; a form with a problem cannot be saved. */
	readonly onProblem: (broken: boolean) => void;
	/** What an empty box means; without it a condition is required. */
	readonly optional?: string;
	/** Journeys may say `within: "enrollment"`. */
	readonly enrollment?: boolean;
	readonly segmentName?: (id: string) => string;
	readonly rows?: number;
}

/** A condition as JSON, checked while it is typed by the compiler that decides later, and read aloud in words. */
export function ConditionBuilder(props: Props) {
	const id = useId();
	const [text, setText] = useState(() => printCondition(props.value));
	const blank = text.trim() === '';
	const allowed = blank && props.optional !== undefined;
	const parsed = useMemo(() => parseCondition(text, props.enrollment), [text]);
	const broken = !allowed && !parsed.ok;
	useEffect(() => {
		props.onProblem(broken);
		return () => props.onProblem(false);
	}, [broken]);
	useEffect(() => {
		// The value changed from outside (loaded, saved, replaced): show it, unless it is what stands here already.
		const current = blank ? null : parsed.ok ? parsed.json : undefined;
		if (JSON.stringify(current) !== JSON.stringify(props.value) && !broken) setText(printCondition(props.value));
	}, [props.value]);
	function type(next: string) {
		setText(next);
		const result = parseCondition(next, props.enrollment);
		if (result.ok) props.onChange(result.json);
		else if (next.trim() === '' && props.optional !== undefined) props.onChange(null);
	}
	return (
		<div class="field condition">
			<div class="row apart wrap">
				<label class="label" for={id}>
					{props.label}
				</label>
				<Starters onPick={(condition) => type(printCondition(condition))} />
			</div>
			<textarea
				id={id}
				class="input code"
				rows={props.rows ?? Math.min(18, Math.max(6, text.split('\n').length + 1))}
				spellcheck={false}
				value={text}
				placeholder={props.optional ?? '{ "traits.plan": "pro" }'}
				aria-describedby={`${id}-says`}
				aria-invalid={broken}
				onInput={(event) => type(event.currentTarget.value)}
			/>
			<div id={`${id}-says`} class={broken ? 'verdict broken' : 'verdict'} aria-live="polite">
				<Icon name={broken ? 'warning' : 'check'} size={16} />
				<div class="wrap-anywhere">
					{allowed ? (
						props.optional
					) : parsed.ok ? (
						readAloud(parsed.json, props.segmentName)
					) : (
						<>
							{blank ? 'Write a condition, or begin with a ready-made one.' : parsed.message}
							{!blank && parsed.hint && <div class="soft">{parsed.hint}</div>}
						</>
					)}
				</div>
			</div>
		</div>
	);
}

function Starters({ onPick }: { onPick: (condition: ConditionJson) => void }) {
	return (
		<select
			class="input inline small"
			aria-label="Begin with a ready-made condition"
			value=""
			onChange={(event) => {
				const starter = starters.find(({ title }) => title === event.currentTarget.value);
				event.currentTarget.value = '';
				if (starter) onPick(starter.condition);
			}}
		>
			<option value="">Begin with…</option>
			{starters.map(({ title }) => (
				<option key={title} value={title}>
					{title}
				</option>
			))}
		</select>
	);
}
