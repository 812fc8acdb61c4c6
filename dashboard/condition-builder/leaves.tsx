import { Button } from '../ui/button.tsx';
import { Choice, Menu } from './choice.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { ScopeContext, useBuilding, useScope } from './context.ts';
import { JsonBox } from './json-box.tsx';
import { LengthField } from './length-field.tsx';
import { isObject } from './read-words.ts';
import { SuggestField, type Suggestion } from './suggest-field.tsx';
import { anotherTest, operatorGroups, readTests, writeTests } from './tests.ts';
import { TestsField } from './tests-field.tsx';
import { WindowFields } from './when-field.tsx';

type Fields = Readonly<Record<string, unknown>>;

interface LeafProps {
	readonly json: unknown;
	readonly onChange: (json: unknown) => void;
}

/** Whose attribute is what: `whose traits.plan is pro`. */
export function AttributeRow(props: LeafProps & { path: string; onPath: (path: string) => void }) {
	const { json, path, onChange } = props;
	const { paths } = useScope();
	const seen = paths.find((one) => one.path === path);
	const { tests, lasting } = readTests(json);
	return (
		<>
			<SuggestField
				label="Attribute"
				value={path}
				placeholder="traits.plan"
				suggestions={paths.map((one) => ({ value: one.path, note: one.types.join(', ') }))}
				onChange={props.onPath}
			/>
			<TestsField json={json} onChange={onChange} seen={seen} />
			<Menu
				title="…"
				label="More about this attribute"
				items={[
					['and also…', () => onChange(writeTests([...tests, anotherTest(tests, operatorGroups)], lasting))],
					...(lasting === undefined
						? [['for at least so long…', () => onChange(writeTests(tests, '14d'))] as const]
						: []),
				]}
			/>
		</>
	);
}

const didKeys = ['event', 'where', 'count', 'within', 'calendar', 'since', 'until', 'timeZone'];
const aggregates = ['sum', 'avg', 'min', 'max', 'distinct', 'first', 'last'] as const;
const aggregateWords = [
	['sum', 'with the sum of'],
	['avg', 'with the average of'],
	['min', 'with the smallest'],
	['max', 'with the largest'],
	['distinct', 'with so many different'],
	['first', 'with the first'],
	['last', 'with the last'],
] as const;

/** What somebody did, how often or how much, and when. */
export function DidRow({ json, onChange }: LeafProps) {
	const fields = isObject(json) ? json : null;
	const aggregate = aggregates.find((name) => fields && name in fields);
	const known = new Set<string>([...didKeys, ...(aggregate === undefined ? [] : [aggregate])]);
	const isKnown = fields && Object.keys(fields).every((key) => known.has(key) || (aggregate && key.startsWith('$')));
	if (!fields || !isKnown || typeof fields.event !== 'string')
		return <JsonBox label="Did" value={json} onChange={onChange} />;
	return (
		<>
			<EventField value={fields.event} onChange={(event) => onChange({ ...fields, event })} />
			<HowMuch fields={fields} aggregate={aggregate} onChange={onChange} />
			<WindowFields json={fields} onChange={onChange} />
			<Where fields={fields} onChange={onChange} />
		</>
	);
}

function HowMuch(props: { fields: Fields; aggregate: string | undefined; onChange: (fields: Fields) => void }) {
	const { fields, aggregate, onChange } = props;
	const { count } = fields;
	const paths = useEventPaths(fields.event);
	const kept = Object.fromEntries(
		Object.entries(fields).filter(([key]) => key !== 'count' && key !== aggregate && !key.startsWith('$')),
	);
	const comparisons = Object.fromEntries(Object.entries(fields).filter(([key]) => key.startsWith('$')));
	const mode = aggregate ?? (count === undefined ? 'once' : count === 0 ? 'never' : 'count');
	function choose(next: string) {
		if (next === 'once') onChange(kept);
		else if (next === 'never') onChange({ ...kept, count: 0 });
		else if (next === 'count') onChange({ ...kept, count: { $gte: 2 } });
		else {
			const property = (aggregate && fields[aggregate]) ?? paths.find(({ types }) => types.includes('number'))?.path;
			onChange({ ...kept, [next]: property ?? 'properties.total', ...(aggregate ? comparisons : { $gte: 100 }) });
		}
	}
	return (
		<>
			<Choice
				label="How often or how much"
				value={mode}
				onChange={choose}
				options={[['once', 'at least once'], ['never', 'never'], ['count', 'this often:'], ...aggregateWords]}
			/>
			{mode === 'count' && (
				<>
					<TestsField
						json={count}
						onChange={(next) => onChange({ ...fields, count: next })}
						seen={undefined}
						of="amount"
					/>
					<span class="word">times</span>
				</>
			)}
			{aggregate && (
				<>
					<SuggestField
						label="Property"
						value={typeof fields[aggregate] === 'string' ? fields[aggregate] : JSON.stringify(fields[aggregate])}
						suggestions={paths.map(({ path, types }) => ({ value: path, note: types.join(', ') }))}
						onChange={(path) => onChange({ ...fields, [aggregate]: path })}
					/>
					<TestsField
						json={comparisons}
						seen={undefined}
						of="amount"
						onChange={(next) => {
							const tests = isObject(next) ? next : { $eq: next };
							onChange({ ...kept, [aggregate]: fields[aggregate], ...tests });
						}}
					/>
				</>
			)}
		</>
	);
}

/** Steps that follow each other. */
export function SequenceRow({ json, onChange }: LeafProps) {
	const whole = isObject(json) ? json : { steps: json };
	const { steps } = whole;
	const write = (next: Fields) => onChange(Array.isArray(json) && Object.keys(next).length === 1 ? next.steps : next);
	if (!Array.isArray(steps) || !steps.every(isStep)) return <JsonBox label="Steps" value={json} onChange={onChange} />;
	const set = (next: readonly unknown[]) => write({ ...whole, steps: next });
	return (
		<>
			<ol class="steps">
				{steps.map((step: Fields & { readonly event: string }, place) => (
					<li key={place} class="row-body">
						{place === 0 ? (
							<span class="word">first did</span>
						) : (
							<Choice
								label={`Step ${place + 1}`}
								value={step.absent === true ? 'absent' : 'then'}
								onChange={(next) =>
									set(steps.with(place, next === 'absent' ? { ...step, absent: true } : without(step, 'absent')))
								}
								options={[
									['then', 'and then did'],
									['absent', 'and then did not do'],
								]}
							/>
						)}
						<EventField value={step.event} onChange={(event) => set(steps.with(place, { ...step, event }))} />
						{place > 0 && <StepWithin step={step} onChange={(next) => set(steps.with(place, next))} />}
						<Where fields={step} onChange={(next) => set(steps.with(place, next))} />
						{steps.length > 1 && (
							<Button
								kind="quiet"
								small
								icon="close"
								label={`Remove step ${place + 1}`}
								onClick={() => set(steps.filter((_, other) => other !== place))}
							/>
						)}
					</li>
				))}
			</ol>
			<Button kind="quiet" small icon="plus" onClick={() => set([...steps, { event: '' }])}>
				Step
			</Button>
			<span class="word">all of it</span>
			<WindowFields json={whole} onChange={write} />
		</>
	);
}

const stepKeys = ['event', 'where', 'within', 'absent'];

function isStep(step: unknown): boolean {
	return isObject(step) && typeof step.event === 'string' && Object.keys(step).every((key) => stepKeys.includes(key));
}

function StepWithin({ step, onChange }: { step: Fields; onChange: (step: Fields) => void }) {
	const { within } = step;
	return (
		<>
			<Choice
				label="How soon"
				value={within === undefined ? '' : 'within'}
				onChange={(next) => onChange(next === '' ? without(step, 'within') : { ...step, within: '1h' })}
				options={[
					['', 'at any time after'],
					['within', 'within'],
				]}
			/>
			{within !== undefined && (
				<LengthField label="Within" value={within} onChange={(next) => onChange({ ...step, within: next })} />
			)}
		</>
	);
}

/** Who is in a segment, perhaps for some time. */
export function SegmentRow({ json, onChange }: LeafProps) {
	const { segments } = useBuilding();
	const fields = isObject(json) ? json : { id: json };
	const { id, $for: lasting, ...unknown } = fields;
	if (typeof id !== 'string' || Object.keys(unknown).length > 0) {
		return <JsonBox label="Segment" value={json} onChange={onChange} />;
	}
	const options = segments.map((segment) => [segment.id, segment.name] as const);
	const listed = segments.some((segment) => segment.id === id) ? options : [[id, id || 'choose…'] as const, ...options];
	return (
		<>
			<Choice
				label="Segment"
				value={id}
				options={listed}
				onChange={(next) => onChange(isObject(json) ? { ...json, id: next } : next)}
			/>
			<Choice
				label="For how long"
				value={lasting === undefined ? '' : 'for'}
				onChange={(next) => onChange(next === '' ? id : { id, $for: '7d' })}
				options={[
					['', 'now'],
					['for', 'for at least'],
				]}
			/>
			{lasting !== undefined && (
				<LengthField label="For at least" value={lasting} onChange={(next) => onChange({ id, $for: next })} />
			)}
		</>
	);
}

/** A share of all people, by chance. */
export function BucketRow({ json, onChange }: LeafProps) {
	const fields = isObject(json) ? json : null;
	const { seed, range, attribute, ...unknown } = fields ?? {};
	const [from, to, ...rest]: readonly unknown[] = Array.isArray(range) ? range : [];
	const isPlain = typeof seed === 'string' && typeof from === 'number' && typeof to === 'number' && rest.length === 0;
	if (
		!fields ||
		!isPlain ||
		Object.keys(unknown).length > 0 ||
		(attribute !== undefined && typeof attribute !== 'string')
	) {
		return <JsonBox label="Share" value={json} onChange={onChange} />;
	}
	const share = (name: string, value: number, write: (share: number) => readonly number[]) => (
		<SuggestField
			label={name}
			value={String(Number((value * 100).toPrecision(12)))}
			suggestions={[]}
			numeric
			onChange={(text) => {
				const percent = Number(text.replace(',', '.'));
				if (Number.isFinite(percent)) onChange({ ...fields, range: write(Number((percent / 100).toPrecision(12))) });
			}}
		/>
	);
	return (
		<>
			<span class="word">from</span>
			{share('From, percent', from, (next) => [next, to])}
			<span class="word">to</span>
			{share('To, percent', to, (next) => [from, next])}
			<span class="word">% of all, by the seed</span>
			<SuggestField
				label="Seed"
				value={seed}
				suggestions={[]}
				onChange={(next) => onChange({ ...fields, seed: next })}
			/>
			{attribute !== undefined && (
				<>
					<span class="word">of</span>
					<SuggestField
						label="Attribute"
						value={attribute}
						suggestions={[]}
						onChange={(next) => onChange({ ...fields, attribute: next })}
					/>
				</>
			)}
		</>
	);
}

function EventField({ value, onChange }: { value: string; onChange: (event: string) => void }) {
	const { vocabulary } = useBuilding();
	const suggestions = vocabulary.events.map(({ name, count }): Suggestion => {
		return { value: name, note: count > 0 ? `${count}× lately` : 'planned' };
	});
	return (
		<SuggestField
			label="Event"
			value={value}
			placeholder="Order Completed"
			suggestions={suggestions}
			onChange={onChange}
		/>
	);
}

/** What an event must be like, in rows of its own. */
function Where({ fields, onChange }: { fields: Fields; onChange: (fields: Fields) => void }) {
	const paths = useEventPaths(fields.event);
	const { where } = fields;
	if (where === undefined) {
		const path = paths.find((one) => one.path.startsWith('properties.'))?.path ?? 'properties.total';
		return (
			<Button kind="quiet" small icon="plus" onClick={() => onChange({ ...fields, where: { [path]: '' } })}>
				where
			</Button>
		);
	}
	return (
		<div class="where">
			<ScopeContext.Provider value={{ of: 'object', paths }}>
				{isObject(where) ? (
					<ConditionRows
						json={where}
						path={null}
						lead="where"
						onChange={(next) => onChange({ ...fields, where: next })}
						onRemove={() => onChange(without(fields, 'where'))}
					/>
				) : (
					<JsonBox label="Where" value={where} onChange={(next) => onChange({ ...fields, where: next })} />
				)}
			</ScopeContext.Provider>
		</div>
	);
}

function useEventPaths(event: unknown) {
	const { vocabulary } = useBuilding();
	return vocabulary.events.find(({ name }) => name === event)?.paths ?? [];
}

function without(fields: Fields, key: string): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}
