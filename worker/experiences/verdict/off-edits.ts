import type { Env } from '../../env.ts';
import type { CheckedEdit } from './check-experience.ts';
import { readVerdicts } from './storage.ts';

/** A variant's edits that are made nowhere on a page, as the last check found it. */
export async function offEdits(env: Env, experienceId: string, variantId: string, url: string): Promise<CheckedEdit[]> {
	const { pathname, search } = new URL(url);
	const pages = (await readVerdicts(env, experienceId))?.pages ?? [];
	const page = pages.find(({ path }) => path === `${pathname}${search}`) ?? pages.find(({ path }) => path === pathname);
	return page?.edits.filter((edit) => edit.variantId === variantId && edit.place === 'off') ?? [];
}
