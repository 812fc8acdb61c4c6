import { useTyped } from '../ui/use-typed.ts';
import type { LeafProps } from './fields.ts';
import { JsonBox } from './json-box.tsx';
import { percentOf, shareIn } from './percent.ts';
import { isObject } from './read-words.ts';
import { SuggestField } from './suggest-field.tsx';

/** A share of all people, by chance. */
export function BucketRow({ json, onChange }: LeafProps) {
	const fields = isObject(json) ? json : null;
	const { seed, range, attribute, ...unknown } = fields ?? {};
	const [from, to, ...rest]: readonly unknown[] = Array.isArray(range) ? range : [];
	const isPlain = typeof seed === 'string' && typeof from === 'number' && typeof to === 'number' && rest.length === 0;
	if (
		!fields ||
		!isPlain ||
		Object.keys(unknown).length > 0 ||
		(attribute !== undefined && typeof attribute !== 'string')
	) {
		return <JsonBox label="Share" value={json} onChange={onChange} />;
	}
	const write = (start: number, end: number) => onChange({ ...fields, range: [start, end] });
	return (
		<>
			<span class="word">from</span>
			<PercentField label="From, percent" share={from} onShare={(next) => write(next, to)} />
			<span class="word">to</span>
			<PercentField label="To, percent" share={to} onShare={(next) => write(from, next)} />
			<span class="word">% of all, by the seed</span>
			<SuggestField
				label="Seed"
				value={seed}
				suggestions={[]}
				onChange={(next) => onChange({ ...fields, seed: next })}
			/>
			{attribute !== undefined && (
				<>
					<span class="word">of</span>
					<SuggestField
						label="Attribute"
						value={attribute}
						suggestions={[]}
						onChange={(next) => onChange({ ...fields, attribute: next })}
					/>
				</>
			)}
		</>
	);
}

/** A share as percent. What is typed stays as it is typed while it says that share: "12." is on its way to "12.5". */
function PercentField(props: { label: string; share: number; onShare: (share: number) => void }) {
	const { label, share, onShare } = props;
	const { text, type } = useTyped(share, percentOf, shareIn);
	return (
		<SuggestField
			label={label}
			value={text}
			suggestions={[]}
			numeric
			onChange={(typed) => {
				type(typed);
				const next = shareIn(typed);
				if (Number.isFinite(next)) onShare(next);
			}}
		/>
	);
}
