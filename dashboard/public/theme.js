// Runs before the first paint, so that a chosen theme never flashes the other one. The choice is made in layout/theme.ts.
try {
	const theme = localStorage.getItem('edgewise-theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	// Storage may be forbidden; then the system's preference holds.
}
