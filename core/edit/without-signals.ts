import type { Edit } from './types.ts';

/** An edit as visitors are sent it: what was kept of its element is for those who look after the edit. */
export function withoutSignals(edit: Edit): Edit {
	const { signals: _, ...rest } = edit;
	return rest;
}
