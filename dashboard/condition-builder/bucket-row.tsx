import type { LeafProps } from './fields.ts';
import { JsonBox } from './json-box.tsx';
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
	const share = (name: string, value: number, write: (share: number) => readonly number[]) => (
		<SuggestField
			label={name}
			value={String(Number((value * 100).toPrecision(12)))}
			suggestions={[]}
			numeric
			onChange={(text) => {
				const percent = Number(text.replace(',', '.'));
				if (Number.isFinite(percent)) onChange({ ...fields, range: write(Number((percent / 100).toPrecision(12))) });
			}}
		/>
	);
	return (
		<>
			<span class="word">from</span>
			{share('From, percent', from, (next) => [next, to])}
			<span class="word">to</span>
			{share('To, percent', to, (next) => [from, next])}
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
