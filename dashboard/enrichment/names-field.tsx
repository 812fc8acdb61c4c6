import { Field, Text } from '../ui/field.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { readNames } from './draft-of.ts';

/** Several names in one line, by commas; what is typed stays as it is typed. */
export function NamesField(props: {
	label: string;
	hint: string;
	placeholder: string;
	value: readonly string[];
	onChange: (names: string[]) => void;
}) {
	const { text, type } = useTyped(props.value, (names) => names.join(', '), readNames);
	return (
		<Field label={props.label} hint={props.hint}>
			<Text
				mono
				value={text}
				placeholder={props.placeholder}
				onChange={(next) => {
					type(next);
					props.onChange(readNames(next));
				}}
			/>
		</Field>
	);
}
