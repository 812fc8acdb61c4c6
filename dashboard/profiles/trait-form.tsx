import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { readTrait, type TraitType, traitText } from './trait-text.ts';

const types: readonly (readonly [TraitType, string])[] = [
	['text', 'Text'],
	['number', 'Number'],
	['boolean', 'Yes or no'],
	['json', 'JSON'],
];

/** Changes a trait, or adds one: `trait` is null then. */
export function TraitForm(props: {
	trait: { readonly key: string; readonly value: unknown } | null;
	onSave: (key: string, value: unknown) => Promise<unknown>;
	onClose: () => void;
}) {
	const { trait, onSave, onClose } = props;
	const [key, setKey] = useState(trait?.key ?? '');
	const [typed, setTyped] = useState(() => traitText(trait?.value));
	const read = readTrait(typed.type, typed.text);
	const usable = 'value' in read && key.trim() !== '';
	const form = useRef<HTMLFormElement>(null);
	useLayoutEffect(() => {
		// What is to be typed: the name of a new one, else the value, which stands last.
		const fields = [...(form.current?.querySelectorAll<HTMLElement>('input, select') ?? [])];
		fields.at(trait ? -1 : 0)?.focus();
	}, []);
	const retype = (type: TraitType) => setTyped({ type, text: type === 'boolean' ? 'true' : typed.text });
	return (
		<form
			class="stack"
			ref={form}
			onSubmit={(event) => event.preventDefault()}
			onKeyDown={(event) => event.key === 'Escape' && onClose()}
		>
			{!trait && (
				<Field label="Trait">
					<Text value={key} onChange={setKey} mono placeholder="plan" />
				</Field>
			)}
			<Field label="Type">
				<Select value={typed.type} onChange={retype} options={types} />
			</Field>
			<Field label="Value" problem={'problem' in read ? read.problem : undefined}>
				{typed.type === 'boolean' ? (
					<Select
						value={typed.text === 'true' ? 'true' : 'false'}
						onChange={(text) => setTyped({ ...typed, text })}
						options={[
							['true', 'Yes'],
							['false', 'No'],
						]}
					/>
				) : (
					<Text value={typed.text} onChange={(text) => setTyped({ ...typed, text })} mono={typed.type === 'json'} />
				)}
			</Field>
			<div class="row">
				<Button
					kind="primary"
					small
					type="submit"
					disabled={!usable}
					onClick={() => 'value' in read && onSave(key.trim(), read.value)}
				>
					Save
				</Button>
				<Button small onClick={onClose}>
					Cancel
				</Button>
				{trait && trait.value !== null && (
					<Button kind="quiet" small danger onClick={() => onSave(trait.key, null)}>
						Take back
					</Button>
				)}
			</div>
		</form>
	);
}
