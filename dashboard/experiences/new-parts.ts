import type { Edit, EditKind } from '../../core/edit/types.ts';
import type { Experience, Variant } from '../../core/release/types.ts';

/** A short id for what is new on this screen; unique within an experience. */
function newId(prefix: string): string {
	return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}

export function newExperience(siteId: string): Omit<Experience, 'id'> {
	return {
		siteId,
		name: '',
		kind: 'personalization',
		status: 'draft',
		pages: { include: ['/'], exclude: [], condition: null },
		audience: null,
		schedule: { from: null, until: null, timeZone: null },
		coverage: 1,
		seed: '',
		namespace: null,
		holdout: 0,
		prerequisites: [],
		bandit: { goalId: null, floor: 0.05 },
		priority: 10,
		variants: [newVariant('Variant A')],
	};
}

export function newVariant(name: string): Variant {
	return { id: newId('variant'), name, weight: 0.5, audience: null, edits: [], values: {} };
}

/** An edit of another kind at the same element; the id stays. */
export function editOfKind(
	kind: EditKind,
	{ id, selector, expect, signals }: Pick<Edit, 'id' | 'selector' | 'expect' | 'signals'>,
): Edit {
	const base = { id, selector, ...(expect && { expect }), ...(signals && { signals }) };
	switch (kind) {
		case 'text':
			return { ...base, kind, value: '' };
		case 'attribute':
			return { ...base, kind, name: '', value: '' };
		case 'class':
			return { ...base, kind, add: [], remove: [] };
		case 'style':
			return { ...base, kind, properties: {} };
		case 'hide':
		case 'remove':
			return { ...base, kind };
		case 'html':
		case 'replace':
			return { ...base, kind, html: '' };
		case 'move':
			return { ...base, kind, to: '', position: 'after' };
		case 'image':
			return { ...base, kind, src: '' };
		case 'link':
			return { ...base, kind, href: '' };
		case 'css':
			return { id, kind, selector: '', css: '' };
		case 'redirect':
			return { id, kind, selector: '', url: '' };
		case 'insert':
			return { ...base, kind, position: 'after', html: '' };
	}
}

export function newEdit(): Edit {
	return editOfKind('text', { id: newId('edit'), selector: '' });
}
