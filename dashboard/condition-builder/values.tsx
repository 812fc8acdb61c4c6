import { useState } from 'preact/hooks';
import type { SeenPath } from '../shapes/vocabulary.ts';
import { Icon } from '../ui/icon.tsx';
import { Choice } from './choice.tsx';
import { JsonBox } from './json-box.tsx';
import { readTyped } from './read-typed.ts';
import { SuggestField, type Suggestion } from './suggest-field.tsx';
import { isScalar } from './tests.ts';

const chipsShown = 50;

/** What was seen at a path, for suggestions. */
export function suggestionsOf(seen: SeenPath | undefined): Suggestion[] {
	return (seen?.values ?? []).map(({ value, count }) => ({
		value: String(value),
		note: count > 0 ? `${count}×` : 'planned',
	}));
}

/** One value: text or a number is typed, true and false are chosen, and whatever else it is stands as JSON. */
export function ScalarField(props: {
	label: string;
	value: unknown;
	onChange: (value: unknown) => void;
	seen: SeenPath | undefined;
	wantsNumber?: boolean;
}) {
	const { label, value, onChange, seen, wantsNumber = false } = props;
	if (typeof value === 'boolean') {
		return (
			<Choice
				label={label}
				value={String(value)}
				onChange={(next) => onChange(next === 'text' ? '' : next === 'true')}
				options={[
					['true', 'true'],
					['false', 'false'],
					['text', 'something else…'],
				]}
			/>
		);
	}
	if (!isScalar(value)) return <JsonBox label={label} value={value} onChange={onChange} />;
	return (
		<SuggestField
			label={label}
			value={String(value)}
			numeric={wantsNumber}
			placeholder={wantsNumber ? '0' : 'value'}
			suggestions={suggestionsOf(seen)}
			onChange={(text) => onChange(readTyped(text, value, seen?.types ?? [], wantsNumber))}
		/>
	);
}

/** Several values, each with a way out; another is added with Enter, a comma, or by leaving the field. */
export function ListField(props: {
	label: string;
	value: unknown;
	onChange: (value: unknown) => void;
	seen: SeenPath | undefined;
}) {
	const { label, value, onChange, seen } = props;
	const [text, setText] = useState('');
	if (!Array.isArray(value)) return <JsonBox label={label} value={value} onChange={onChange} />;
	const items: readonly unknown[] = value;
	if (items.length > chipsShown)
		return <JsonBox label={label} value={value} onChange={onChange} note={`${items.length} values`} />;
	function add() {
		const typed = text.trim();
		setText('');
		if (typed === '') return;
		const meant = readTyped(typed, items[0], seen?.types ?? []);
		if (!items.includes(meant)) onChange([...items, meant]);
	}
	const remove = (place: number) => onChange(items.filter((_, other) => other !== place));
	return (
		<span class="chips">
			{items.map((item, place) => (
				<span key={`${place} ${JSON.stringify(item)}`} class="chip">
					{isScalar(item) ? String(item) || '“”' : JSON.stringify(item)}
					<button type="button" aria-label={`Remove ${String(item)}`} onClick={() => remove(place)}>
						<Icon name="close" size={12} />
					</button>
				</span>
			))}
			<SuggestField
				label={`${label}: add one`}
				value={text}
				placeholder={items.length === 0 ? 'value, value…' : 'and…'}
				suggestions={suggestionsOf(seen).filter(({ value: known }) => !items.map(String).includes(known))}
				onChange={setText}
				onBlur={add}
				onKeyDown={(event) => {
					if (event.key === 'Backspace' && text === '' && items.length > 0) remove(items.length - 1);
					if (event.key !== 'Enter' && event.key !== ',') return;
					event.preventDefault();
					add();
				}}
			/>
		</span>
	);
}
