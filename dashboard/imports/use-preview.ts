import { useEffect, useState } from 'preact/hooks';
import { api } from '../api.ts';
import type { ImportPreview, ImportSettings } from '../shapes/imports.ts';
import { type Loaded, useLoad } from '../ui/use-load.ts';

/** How long nobody may change anything before the rows are asked for again. */
const settledMs = 300;

/** What the first rows become by what is chosen; the last answer stays while the next one is on its way. */
export function usePreview(importId: string, chosen: Partial<ImportSettings>): Loaded<ImportPreview> {
	const text = JSON.stringify(chosen);
	const [settled, setSettled] = useState(text);
	useEffect(() => {
		const timer = setTimeout(() => setSettled(text), settledMs);
		return () => clearTimeout(timer);
	}, [text]);
	return useLoad(
		`import:${importId}:${settled}`,
		(signal) => api.previewImport(importId, JSON.parse(settled), signal),
		true,
	);
}
