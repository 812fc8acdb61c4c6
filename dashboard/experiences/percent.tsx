import { Numeric } from '../ui/numeric.tsx';

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
		<Numeric
			value={Math.round(value * 1000) / 10}
			empty={0}
			onChange={(percent) => onChange(shareOf(percent ?? 0))}
			{...rest}
		/>
	);
}

function shareOf(percent: number): number {
	const share = percent / 100;
	return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
