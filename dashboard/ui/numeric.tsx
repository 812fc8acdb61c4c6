import { Text } from './field.tsx';
import { readNumber } from './read-number.ts';
import { useTyped } from './use-typed.ts';

interface Props {
	/** Null, or not a number, shows an empty field. */
	readonly value: number | null;
	/** What an empty field means: null unless something else is said. */
	readonly empty?: number | null;
	readonly onChange: (value: number | null) => void;
	readonly label?: string;
}

/** A number. An empty field and one that ends in a point stay as they are typed, whatever number they mean. */
export function Numeric({ value, empty = null, onChange, ...rest }: Props) {
	const read = (text: string) => readNumber(text) ?? empty;
	const { text, type } = useTyped(value, print, read);
	return (
		<Text
			{...rest}
			type="number"
			value={text}
			onChange={(next) => {
				type(next);
				onChange(read(next));
			}}
		/>
	);
}

function print(value: number | null): string {
	return value === null || Number.isNaN(value) ? '' : String(value);
}
