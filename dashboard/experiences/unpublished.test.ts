import { describe, expect, it } from 'vitest';
import type { Experience, Release } from '../../core/release/types.ts';
import { newExperience } from './new-parts.ts';
import { unpublishedChanges } from './unpublished.ts';

const base = newExperience('shop');
const live = (id: string, changes: Partial<Experience> = {}): Experience => ({
	...base,
	id,
	name: id,
	status: 'live',
	...changes,
});
const release = (...experiences: Experience[]): Release => ({
	siteId: 'shop',
	number: 4,
	publishedAt: '2026-01-01T00:00:00Z',
	experiences,
});
const kinds = (drafts: Experience[], active: Release | null) =>
	unpublishedChanges(drafts, active).map(({ experienceId, kind }) => [experienceId, kind]);

describe('what publishing would change', () => {
	it('is nothing when drafts and release say the same, whatever the order of their keys', () => {
		const turned: Experience = { ...live('a'), schedule: { until: null, from: null } };
		expect(kinds([turned], release(live('a')))).toEqual([]);
	});

	it('is everything live before the first release, and no draft', () => {
		expect(kinds([live('a'), live('b', { status: 'draft' })], null)).toEqual([['a', 'added']]);
	});

	it('is an edit inside a variant', () => {
		const edited = live('a', {
			variants: [{ id: 'v', name: 'V', weight: 1, audience: null, edits: [{ id: 'e', selector: 'h1', kind: 'hide' }] }],
		});
		expect(kinds([edited], release(live('a')))).toEqual([['a', 'changed']]);
	});

	it('is the end of what was paused, made a draft or deleted', () => {
		const active = release(live('a'), live('b'), live('c'));
		expect(kinds([live('a', { status: 'paused' }), live('b', { status: 'draft' })], active)).toEqual([
			['a', 'removed'],
			['b', 'removed'],
			['c', 'removed'],
		]);
	});

	it('is not a change to a draft that no visitor sees', () => {
		expect(kinds([live('a'), live('b', { status: 'draft', name: 'New name' })], release(live('a')))).toEqual([]);
	});
});
