/** Edgewise's mark, as the dashboard has it. Drawn, not loaded, so that it works on any page. */
export function Mark({ size = 22 }: { size?: number }) {
	return (
		<svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
			<rect x="2" y="2" width="28" height="28" rx="7" fill="#0b7a63" />
			<path d="M9 22.5h14M9 16h9.5M9 9.5h14" stroke="#fff" stroke-width="3" stroke-linecap="round" />
			<circle cx="23" cy="16" r="2" fill="#ffd166" />
		</svg>
	);
}
