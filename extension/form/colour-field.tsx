interface Props {
	readonly label: string;
	readonly value: string;
	/** The element's colour without the edit. */
	readonly now: string;
	set(value: string): void;
}

/** A colour as CSS writes it, with a field to choose it by eye. */
export function ColourField({ label, value, now, set }: Props) {
	return (
		<label>
			{label}
			<span class="row tight">
				<input
					type="color"
					aria-label={`${label}, by eye`}
					value={hexOf(value || now)}
					onInput={(event) => set(event.currentTarget.value)}
				/>
				<input
					aria-label={label}
					value={value}
					placeholder={unseen.test(now) ? 'none' : hexOf(now)}
					autocomplete="off"
					spellcheck={false}
					onInput={(event) => set(event.currentTarget.value)}
				/>
			</span>
		</label>
	);
}

/** What browsers say of a colour that is not there. */
const unseen = /^(?:transparent|rgba\(.*, 0\))$/;

/** A colour as `#rrggbb`, as the browser reads it; white where there is none, black for what is no colour. */
function hexOf(colour: string): string {
	if (unseen.test(colour)) return '#ffffff';
	const context = document.createElement('canvas').getContext('2d');
	if (!context) return '#000000';
	context.fillStyle = colour;
	const read = String(context.fillStyle);
	if (/^#[0-9a-f]{6}$/i.test(read)) return read;
	const parts = /^rgba?\((\d+), (\d+), (\d+)/.exec(read)?.slice(1) ?? [];
	return parts.length === 3
		? `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`
		: '#000000';
}
