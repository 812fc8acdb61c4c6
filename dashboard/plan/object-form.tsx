import { useState } from 'preact/hooks';
import type { Schema } from '../../core/plan/index.ts';
import { Button } from '../ui/button.tsx';
import { freeName, namesOf, removeProperty, renameProperty, requireProperty, setProperty } from './properties.ts';
import { typeChoice } from './rule.ts';
import { RuleFields, TypeField } from './rule-fields.tsx';

interface Props {
	readonly object: Schema;
	/** Where it stands, for labels: `properties`, `properties.products`. */
	readonly path: string;
	readonly onChange: (object: Schema) => void;
	/** For a field named so: whether its text can be used. */
	readonly problem: (field: string) => (broken: boolean) => void;
}

/** The rules of an object's properties, a row each; objects and lists open to rows of their own. */
export function ObjectForm({ object, path, onChange, problem }: Props) {
	const names = namesOf(object);
	const { additionalProperties: rest, ...open } = object;
	return (
		<div class="object-form">
			{names.map((name, index) => (
				// By place: a name changes while it is typed, and the field must not lose the keyboard.
				<PropertyRow
					key={`${names.length} ${index}`}
					name={name}
					object={object}
					path={`${path}.${name}`}
					onChange={onChange}
					problem={problem}
				/>
			))}
			<div class="row wrap">
				<Button small icon="plus" onClick={() => onChange(setProperty(object, freeName(object), { type: 'string' }))}>
					Add property
				</Button>
				{typeof rest !== 'object' && names.length > 0 && (
					<label class="check small">
						<input
							type="checkbox"
							checked={rest === false}
							onChange={(event) =>
								onChange(event.currentTarget.checked ? { ...object, additionalProperties: false } : open)
							}
						/>
						Nothing else may stand here
					</label>
				)}
			</div>
		</div>
	);
}

function PropertyRow({ name, object, path, onChange, problem }: Props & { name: string }) {
	const rule = object.properties?.[name] ?? {};
	const set = (next: Schema) => onChange(setProperty(object, name, next));
	return (
		<div class="property">
			<div class="property-line">
				<NameField
					name={name}
					taken={namesOf(object).filter((one) => one !== name)}
					onChange={(next) => onChange(renameProperty(object, name, next))}
					onProblem={problem(`name of ${path}`)}
				/>
				<TypeField rule={rule} of={path} onChange={set} />
				<label class="check">
					<input
						type="checkbox"
						checked={object.required?.includes(name) ?? false}
						onChange={(event) => onChange(requireProperty(object, name, event.currentTarget.checked))}
					/>
					Required
				</label>
				<Button
					kind="quiet"
					small
					icon="trash"
					label={`Remove ${path}`}
					onClick={() => onChange(removeProperty(object, name))}
				/>
			</div>
			<RuleFields rule={rule} of={path} onChange={set} onProblem={problem(`rules of ${path}`)} />
			<Inside rule={rule} path={path} onChange={set} problem={problem} />
		</div>
	);
}

/** What stands within an object or a list. */
function Inside({ rule, path, onChange, problem }: Omit<Props, 'object'> & { rule: Schema }) {
	const type = typeChoice(rule);
	if (type === 'object' || rule.properties) {
		return (
			<div class="inside">
				<ObjectForm object={rule} path={path} onChange={onChange} problem={problem} />
			</div>
		);
	}
	if (type !== 'array' && !rule.items) return null;
	const items = rule.items ?? {};
	const setItems = (next: Schema) => onChange({ ...rule, items: next });
	return (
		<div class="inside">
			<div class="property-line items">
				<span class="soft small">Each of them is</span>
				<TypeField rule={items} of={`each of ${path}`} onChange={setItems} />
			</div>
			<Inside rule={items} path={`${path}[]`} onChange={setItems} problem={problem} />
		</div>
	);
}

/** Keeps what is typed to itself as long as it cannot be the name. */
function NameField(props: {
	name: string;
	taken: readonly string[];
	onChange: (name: string) => void;
	onProblem: (broken: boolean) => void;
}) {
	const [typed, setTyped] = useState<string | null>(null);
	const wrong = typed === null ? null : typed === '' ? 'Give it a name.' : 'Another property has this name.';
	return (
		<div class="stack tight">
			<input
				class="input mono"
				aria-label="Name of the property"
				aria-invalid={wrong !== null}
				maxLength={200}
				value={typed ?? props.name}
				onInput={(event) => {
					const next = event.currentTarget.value;
					const usable = next !== '' && !props.taken.includes(next);
					setTyped(usable ? null : next);
					props.onProblem(!usable);
					if (usable) props.onChange(next);
				}}
			/>
			{wrong !== null && (
				<div class="rule-problem small" role="alert">
					{wrong}
				</div>
			)}
		</div>
	);
}
