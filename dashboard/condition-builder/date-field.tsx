/** A day is picked, anything more exact is typed. */
export function DateField(props: { label: string; value: unknown; onChange: (value: string) => void }) {
	const { label, value } = props;
	const isDay = value === undefined || value === '' || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));
	const shared = {
		class: 'input fit',
		'aria-label': label,
		onInput: (event: { currentTarget: HTMLInputElement }) => props.onChange(event.currentTarget.value),
	};
	if (isDay) return <input type="date" {...shared} value={String(value ?? '')} />;
	return <input type="text" {...shared} value={typeof value === 'string' ? value : JSON.stringify(value)} />;
}

/** Today as dates are written, UTC. */
export function today(): string {
	return new Date().toISOString().slice(0, 10);
}
