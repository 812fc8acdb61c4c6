import { useEffect, useState } from 'preact/hooks';
import { Field, Text } from '../ui/field.tsx';
import { readNames } from './draft-of.ts';

/** Several names in one line, by commas; what is typed stays as it is typed. */
export function NamesField(props: {
	label: string;
	hint: string;
	placeholder: string;
	value: readonly string[];
	onChange: (names: string[]) => void;
}) {
	const [text, setText] = useState(props.value.join(', '));
	useEffect(() => {
		if (readNames(text).join() !== props.value.join()) setText(props.value.join(', '));
	}, [props.value.join()]);
	return (
		<Field label={props.label} hint={props.hint}>
			<Text
				mono
				value={text}
				placeholder={props.placeholder}
				onChange={(next) => {
					setText(next);
					props.onChange(readNames(next));
				}}
			/>
		</Field>
	);
}
