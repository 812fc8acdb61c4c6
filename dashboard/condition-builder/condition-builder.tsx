import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { ConditionJson } from '../../core/condition/types.ts';
import { api } from '../api.ts';
import type { ComputedTrait } from '../shapes/computed.ts';
import { Segmented } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';
import './builder.css';
import { Menu } from './choice.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { type Building, BuildingContext, type Scope, ScopeContext } from './context.ts';
import { JsonText } from './json-text.tsx';
import { knownPaths } from './known-paths.ts';
import { loadVocabulary } from './load-vocabulary.ts';
import { compileDraft, isTooDeep, type ParsedCondition, parseCondition, printCondition } from './parse-condition.ts';
import { starters } from './starters.ts';
import { Verdict } from './verdict.tsx';

interface Props {
	readonly label: string;
	readonly value: ConditionJson | null;
	/** Only ever called with a condition that compiles, or null when left empty and `optional`. */
	readonly onChange: (value: ConditionJson | null) => void;
	/** Whether what stands here can be used; a form with a problem cannot be saved. */
	readonly onProblem: (broken: boolean) => void;
	/** What no condition means; without it a condition is required. */
	readonly optional?: string;
	/** Journeys may say `within: "enrollment"`. */
	readonly enrollment?: boolean;
	readonly segmentName?: (id: string) => string;
	/** The event that the condition is about, whose properties are suggested first. */
	readonly event?: string;
	/** It is about the event alone: there is no person to ask about. */
	readonly only?: 'event';
	/** Further paths to suggest. */
	readonly also?: readonly string[];
	/** What else is wrong with it than the compiler can know; shown at the row where its path leads. */
	readonly refused?: Building['refused'];
	readonly rows?: number;
}

/** What is being edited: JSON that may not compile yet, or text that may not be JSON yet. Null: no condition. */
type Draft = { readonly json: unknown } | { readonly text: string } | null;

const nothingSeen: Building['vocabulary'] = { events: [], attributes: [] };

/**
 * A condition as a sentence in rows, or as JSON: the same one, to be edited in either. Checked while it is edited by the compiler
 * that decides later, and read aloud in words.
 */
export function ConditionBuilder(props: Props) {
	const { label, value, optional, enrollment = false } = props;
	const id = useId();
	const [view, setView] = useState<'rows' | 'json'>('rows');
	const [draft, setDraft] = useState<Draft>(value && { json: value });
	const [brokenBoxes, setBrokenBoxes] = useState<ReadonlySet<string>>(new Set());
	const vocabulary = useLoad('vocabulary', loadVocabulary).data ?? nothingSeen;
	const segments = useLoad('segments', api.segments).data?.items ?? [];
	const computed = useLoad('computed-traits', api.computedTraits).data?.items ?? [];
	const parsed = useMemo(() => parse(draft, enrollment), [draft, enrollment]);
	const allowed = draft === null && optional !== undefined;
	const broken = !allowed && (!parsed.ok || brokenBoxes.size > 0);
	useEffect(() => {
		props.onProblem(broken);
		return () => props.onProblem(false);
	}, [broken]);
	useEffect(() => {
		// The value changed from outside (loaded, saved, replaced): show it, unless it is what stands here already.
		const current = draft === null ? null : parsed.ok ? parsed.json : undefined;
		if (!broken && JSON.stringify(current) !== JSON.stringify(value)) setDraft(value && { json: value });
	}, [value]);
	function edit(next: Draft) {
		setDraft(next);
		const result = parse(next, enrollment);
		if (result.ok) props.onChange(result.json);
		else if (next === null && optional !== undefined) props.onChange(null);
	}
	const report = (box: string, isBroken: boolean) =>
		setBrokenBoxes((old) => {
			if (old.has(box) === isBroken) return old;
			return isBroken ? new Set([...old, box]) : new Set([...old].filter((other) => other !== box));
		});
	const refused = parsed.ok
		? (props.refused ?? null)
		: parsed.path === undefined
			? null
			: { ...parsed, path: parsed.path };
	const names =
		props.segmentName ?? ((segmentId: string) => segments.find((one) => one.id === segmentId)?.name ?? segmentId);
	const isText = view === 'json' || (draft !== null && 'text' in draft);
	return (
		<fieldset class="field builder" aria-labelledby={`${id}-label`} aria-describedby={`${id}-says`}>
			<div class="row apart wrap">
				<span class="label" id={`${id}-label`}>
					{label}
				</span>
				<div class="row wrap">
					{props.only === undefined && (
						<Menu
							title="Begin with…"
							label="Begin with a ready-made condition"
							items={starters.map(({ title, condition }) => [title, () => edit({ json: condition })])}
						/>
					)}
					<Segmented
						label="How it is written"
						value={isText ? 'json' : 'rows'}
						options={[
							['rows', 'Sentence'],
							['json', 'JSON'],
						]}
						onChange={(next) => {
							// Text that is no JSON yet stays text: nothing of it is lost.
							if (draft !== null && 'text' in draft) setDraft(asRows(draft.text));
							setView(next);
						}}
					/>
				</div>
			</div>
			{isText ? (
				<JsonText
					label={`${label}, as JSON`}
					text={draft === null ? '' : 'text' in draft ? draft.text : printCondition(draft.json)}
					broken={broken}
					placeholder={optional ?? '{ "traits.plan": "pro" }'}
					rows={props.rows}
					onText={(text) => edit(text.trim() === '' && optional !== undefined ? null : draftOf(text))}
				/>
			) : (
				<BuildingContext.Provider value={{ vocabulary, segments, enrollment, refused, report }}>
					<ScopeContext.Provider value={scopeOf(props, vocabulary, computed)}>
						<ConditionRows
							json={draft && 'json' in draft ? draft.json : {}}
							path=""
							onChange={(json) => edit(isEmpty(json) && optional !== undefined ? null : { json })}
						/>
					</ScopeContext.Provider>
				</BuildingContext.Provider>
			)}
			<Verdict
				id={`${id}-says`}
				broken={broken}
				parsed={parsed}
				allowed={allowed ? optional : undefined}
				names={names}
				isText={isText}
			/>
		</fieldset>
	);
}

function parse(draft: Draft, enrollment: boolean): ParsedCondition {
	if (draft === null) {
		return { ok: false, message: 'Say who, or begin with a ready-made condition.', hint: undefined, path: undefined };
	}
	return 'text' in draft ? parseCondition(draft.text, enrollment) : compileDraft(draft.json, enrollment);
}

function scopeOf(
	{ event, only, also = [] }: Props,
	vocabulary: Building['vocabulary'],
	computed: readonly ComputedTrait[],
): Scope {
	const ofEvent = vocabulary.events.find(({ name }) => name === event)?.paths ?? [];
	if (only) return { of: 'object', paths: ofEvent };
	const further = also.map((path) => ({ path, count: 0, types: ['string'], values: [] }));
	return { of: 'person', paths: [...ofEvent, ...further, ...knownPaths(vocabulary.attributes, computed)] };
}

/** What is typed stays as it is typed, unless it is how we would write it. */
function draftOf(text: string): Draft {
	const draft = asRows(text);
	return draft && 'json' in draft && printCondition(draft.json) === text ? draft : { text };
}

/** Text that is JSON can be shown in rows, whether or not it compiles. */
function asRows(text: string): Draft {
	try {
		const json: unknown = JSON.parse(text);
		return isTooDeep(json) ? { text } : { json };
	} catch {
		return { text };
	}
}

function isEmpty(json: unknown): boolean {
	return JSON.stringify(json) === '{}';
}
