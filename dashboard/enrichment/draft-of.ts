import type { Enrichment, EnrichmentDraft } from '../shapes/enrichment.ts';

const fresh: EnrichmentDraft = {
	name: '',
	enabled: true,
	url: '',
	headers: [],
	condition: { 'traits.email': { $exists: true }, 'traits.company': { $exists: false } },
	sends: { traits: ['email'], identities: [] },
	mapping: [{ from: 'company.name', trait: 'company', type: 'text' }],
	cacheSeconds: 604_800,
	timeoutMs: 3000,
	callsPerMinute: 60,
};

/** What is edited of an endpoint: the values of its headers stay where they are until somebody types another one. */
export function draftOf(saved: Enrichment | null): EnrichmentDraft {
	if (!saved) return fresh;
	const { id: _, standing: __, updatedAt: ___, headers, ...settings } = saved;
	return { ...settings, headers: headers.map(({ name }) => ({ name, value: null })) };
}

/** The names in a text, by commas. */
export function readNames(text: string): string[] {
	return [...new Set(text.split(',').flatMap((name) => name.trim() || []))];
}
