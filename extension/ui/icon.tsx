const paths = {
	back: 'M10 3 5 8l5 5',
	next: 'm6.5 4 4 4-4 4',
	close: 'm4 4 8 8m0-8-8 8',
	remove: 'M3 5h10M6.5 5V3.5h3V5M5 5l.5 8h5l.5-8',
	undo: 'M6 4 3 7l3 3M3 7h6a3.5 3.5 0 0 1 0 7H7',
	redo: 'm10 4 3 3-3 3m3-3H7a3.5 3.5 0 0 0 0 7h2',
	side: 'M2.5 3.5h11v9h-11zM9.5 3.5v9',
	text: 'M3.5 5V3.5h9V5M8 3.5v9M6.5 12.5h3',
	hide: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4Zm1-5 10 10',
	change: 'M3 13v-2.5L10.5 3 13 5.5 5.5 13H3Zm6-8.5L11.5 7',
	page: 'M4 2.5h5L12 5.5v8H4zM9 2.5v3h3',
	up: 'm4 10 4-4 4 4',
	down: 'm4 6 4 4 4-4',
	yes: 'm3.5 8.5 3 3 6-7',
	no: 'M4 8h8',
	plus: 'M8 3.5v9M3.5 8h9',
} as const;

/** A line icon, drawn in the colour of its text. What it means is said by the control that it stands in. */
export function Icon({ name }: { name: keyof typeof paths }) {
	return (
		<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
			<path
				d={paths[name]}
				fill="none"
				stroke="currentColor"
				stroke-width="1.5"
				stroke-linecap="round"
				stroke-linejoin="round"
			/>
		</svg>
	);
}
