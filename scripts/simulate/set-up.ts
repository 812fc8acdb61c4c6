import { hero } from '../../demo/copy.ts';
import { seed as demo } from '../../demo/seed.ts';
import type { AdminApi } from '../start/admin.ts';

/** The variants: the page as it is, and the bold one. */
export const variantIds = { control: 'as-it-is', bold: 'bold' } as const;
/**
 * Makes a new experiment on the home page, live, and its goals where they are missing. Answers its id.
 * @param run tells it from earlier ones
 * @param seed the same people get the same variants for the same number
 */
export async function setUpExperiment(api: AdminApi, run: number, seed: number): Promise<string> {
	const { items } = await api.get<{ items: readonly { id: string }[] }>('/api/goals');
	for (const goal of demo.goals) {
		if (!items.some(({ id }) => id === goal.id)) await api.send('POST', '/api/goals', goal);
	}
	await pauseEarlier(api);
	const text = { kind: 'text', selector: '#featured-title', value: `Only today: ${hero.callToAction.toLowerCase()}` };
	const id = `simulated-${run}`;
	await api.send('POST', `/api/sites/${demo.site.id}/experiences`, {
		...{ id, name: 'Simulated headline', kind: 'experiment', status: 'live', seed: `simulated-${seed}` },
		pages: { include: ['/'], exclude: [] },
		variants: [
			{ id: variantIds.control, name: 'As it is', weight: 0.5, edits: [] },
			{ id: variantIds.bold, name: 'Bold', weight: 0.5, edits: [{ id: 'title', ...text }] },
		],
	});
	await api.send('PUT', `/api/experiences/${id}/judging`, {
		goals: [
			{ goalId: 'orders', role: 'primary' },
			{ goalId: 'revenue', role: 'secondary' },
		],
		minDays: 0,
	});
	await api.send('POST', `/api/sites/${demo.site.id}/releases`);
	return id;
}

/** Two experiments on one headline would get in each other's way. */
async function pauseEarlier(api: AdminApi): Promise<void> {
	const { items } = await api.get<{ items: readonly { id: string; status: string }[] }>(
		`/api/sites/${demo.site.id}/experiences`,
	);
	for (const one of items.filter(({ id, status }) => id.startsWith('simulated-') && status === 'live')) {
		await api.send('PUT', `/api/experiences/${one.id}`, { ...one, status: 'paused' });
	}
}
