import { Text } from '../ui/field.tsx';

/** A share of 0..1, typed in percent with one decimal. */
export function Percent({
	value,
	onChange,
	...rest
}: {
	value: number;
	onChange: (share: number) => void;
	label?: string;
}) {
	return (
		<Text
			type="number"
			value={String(Math.round(value * 1000) / 10)}
			onChange={(text) => onChange(shareOf(text))}
			{...rest}
		/>
	);
}

function shareOf(text: string): number {
	const share = Number(text) / 100;
	return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
