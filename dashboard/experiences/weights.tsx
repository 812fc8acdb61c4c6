import type { Variant } from '../../core/release/types.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

interface Props {
	readonly variants: readonly Variant[];
	readonly onChange: (variants: readonly Variant[]) => void;
}

/** What an experiment's shares add up to, and a way to make them equal. */
export function Weights({ variants, onChange }: Props) {
	const sum = variants.reduce((total, { weight }) => total + weight, 0);
	const isWhole = Math.abs(sum - 1) <= 0.005;
	const equal = 1 / variants.length;
	return (
		<div class={isWhole ? 'weights' : 'weights bad'} role="status">
			<Icon name={isWhole ? 'check' : 'warning'} size={16} />
			<span class="grow">
				Together {Math.round(sum * 1000) / 10} %{!isWhole && ', and they must be 100 % to be published'}
			</span>
			<Button small onClick={() => onChange(variants.map((variant) => ({ ...variant, weight: equal })))}>
				Share equally
			</Button>
		</div>
	);
}
