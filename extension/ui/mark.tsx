/** Edgewise's mark: a page whose right edge knows who looks at it. Drawn, not loaded, so that it works on any page. */
export function Mark({ size = 20 }: { size?: number }) {
	return (
		<svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
			<rect width="32" height="32" rx="8" fill="#4f46e5" />
			<path d="M8 9h9M8 16h6M8 23h9" stroke="#fff" stroke-width="3" stroke-linecap="round" />
			<path d="M20 8c5 4.5 5 11.5 0 16" fill="none" stroke="#a5b4fc" stroke-width="3" stroke-linecap="round" />
			<circle cx="20" cy="16" r="2.2" fill="#fff" />
		</svg>
	);
}
