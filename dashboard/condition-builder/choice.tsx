/** A select that reads as a word of the sentence; options may stand in groups. */
export function Choice(props: {
	label: string;
	value: string;
	onChange: (value: string) => void;
	options?: readonly (readonly [value: string, says: string])[];
	groups?: readonly (readonly [title: string, options: readonly (readonly [value: string, says: string])[]])[];
}) {
	return (
		<select
			class="input fit"
			aria-label={props.label}
			value={props.value}
			onChange={(event) => props.onChange(event.currentTarget.value)}
		>
			{props.options?.map(([value, says]) => (
				<option key={value} value={value}>
					{says}
				</option>
			))}
			{props.groups?.map(([title, options]) => (
				<optgroup key={title} label={title}>
					{options.map(([value, says]) => (
						<option key={value} value={value}>
							{says}
						</option>
					))}
				</optgroup>
			))}
		</select>
	);
}

/** A button in the form of a select: it does what is picked, and shows its own name again. */
export function Menu(props: {
	title: string;
	label: string;
	items: readonly (readonly [says: string, act: () => void])[];
}) {
	return (
		<select
			class="input fit menu"
			aria-label={props.label}
			value=""
			onChange={(event) => {
				const picked = props.items[Number(event.currentTarget.value)];
				event.currentTarget.value = '';
				picked?.[1]();
			}}
		>
			<option value="">{props.title}</option>
			{props.items.map(([says], place) => (
				<option key={says} value={String(place)}>
					{says}
				</option>
			))}
		</select>
	);
}
