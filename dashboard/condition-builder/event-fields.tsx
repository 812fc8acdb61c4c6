import { Button } from '../ui/button.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { ScopeContext, useBuilding } from './context.ts';
import { type Fields, without } from './fields.ts';
import { JsonBox } from './json-box.tsx';
import { isObject } from './read-words.ts';
import { SuggestField, type Suggestion } from './suggest-field.tsx';

/** Which event: those that were seen or planned are suggested. */
export function EventField({ value, onChange }: { value: string; onChange: (event: string) => void }) {
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
export function Where({ fields, onChange }: { fields: Fields; onChange: (fields: Fields) => void }) {
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

/** What was seen of an event. */
export function useEventPaths(event: unknown) {
	const { vocabulary } = useBuilding();
	return vocabulary.events.find(({ name }) => name === event)?.paths ?? [];
}
