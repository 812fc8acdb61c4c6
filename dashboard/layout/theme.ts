import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';
const key = 'edgewise-theme';

/** The chosen theme. `public/theme.js` reads the same key before the first paint. */
export const theme = signal<Theme>(stored());

effect(() => {
	const value = theme.value;
	if (value === 'system') delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = value;
	try {
		if (value === 'system') localStorage.removeItem(key);
		else localStorage.setItem(key, value);
	} catch {
		// Without storage the choice lasts as long as the page.
	}
});

function stored(): Theme {
	try {
		const value = localStorage.getItem(key);
		return value === 'light' || value === 'dark' ? value : 'system';
	} catch {
		return 'system';
	}
}
