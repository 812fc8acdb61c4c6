import { seed } from '../../demo/seed.ts';
import type { AdminApi } from './admin.ts';

interface SeededSite {
	readonly id: string;
	readonly writeKey: string;
	readonly secretKey: string;
}

/** The demo's site, with its segments, experiences, goals, message and journey; made once, through the API that everyone has. Nothing is published yet: see `openDemo`. */
export async function seedDemo(api: AdminApi, shopUrl: string): Promise<{ site: SeededSite; fresh: boolean }> {
	const sites = await api.get<{ items: SeededSite[] }>('/api/sites');
	const known = sites.items.find(({ id }) => id === seed.site.id);
	if (known) return { site: known, fresh: false };
	const site = await api.send<SeededSite>('POST', '/api/sites', seed.site);
	for (const trait of seed.computedTraits) await api.send('POST', '/api/computed-traits', trait);
	for (const segment of seed.segments) await api.send('POST', '/api/segments', segment);
	for (const message of seed.messages) await api.send('POST', '/api/messages', linkingTo(message, shopUrl));
	for (const { status, ...journey } of seed.journeys) {
		await api.send('POST', '/api/journeys', journey);
		if (status === 'on') await api.send('POST', `/api/journeys/${journey.id}/start`);
	}
	for (const experience of seed.experiences) {
		await api.send('POST', `/api/sites/${site.id}/experiences`, experience);
	}
	for (const goal of seed.goals) await api.send('POST', '/api/goals', goal);
	for (const { judging, ...experiment } of seed.experiments) {
		await api.send('POST', `/api/sites/${site.id}/experiences`, experiment);
		await api.send('PUT', `/api/experiences/${experiment.id}/judging`, judging);
	}
	return { site, fresh: true };
}

/** Puts the running shop behind its site, and publishes what was seeded just now: publishing looks at the shop's pages. */
export async function openDemo(api: AdminApi, siteId: string, origin: string, fresh: boolean): Promise<void> {
	await api.send('PATCH', `/api/sites/${siteId}`, { origin });
	if (fresh) await api.send('POST', `/api/sites/${siteId}/releases`);
}

/** Links in e-mails are absolute, and the shop's port is whichever was free. */
function linkingTo<T>(message: T, shopUrl: string): T {
	return JSON.parse(JSON.stringify(message).replaceAll('http://shop.localhost:8787', shopUrl));
}
