/** Who is signed in, their sites, and which site the screens are about. */
import { computed, signal } from '@preact/signals';
import { api } from '../api.ts';
import { ApiError, whenSignedOut } from '../request.ts';
import type { Me } from '../shapes/access.ts';
import type { Site } from '../shapes/sites.ts';

const chosenKey = 'edgewise-site';

export type Session =
	| { readonly state: 'unknown' | 'out' }
	| { readonly state: 'failed'; readonly error: ApiError }
	| { readonly state: 'in'; readonly me: Me };

export const session = signal<Session>({ state: 'unknown' });
export const sites = signal<readonly Site[]>([]);
const chosen = signal(stored());

/** The site in the switcher; null only while the workspace has none. */
export const site = computed(() => sites.value.find(({ id }) => id === chosen.value) ?? sites.value[0] ?? null);

whenSignedOut(() => {
	session.value = { state: 'out' };
});

/** Asks who is signed in and loads the sites. Never rejects: the outcome is in `session`. */
export async function openSession(): Promise<void> {
	try {
		if (!(await api.session())) {
			session.value = { state: 'out' };
			return;
		}
		const [me, list] = await Promise.all([api.me(), api.sites()]);
		sites.value = list.items;
		session.value = { state: 'in', me };
	} catch (error) {
		if (error instanceof ApiError && error.status !== 401) session.value = { state: 'failed', error };
		else session.value = { state: 'out' };
	}
}

export async function signOut(): Promise<void> {
	await api.signOut();
	session.value = { state: 'out' };
}

export function chooseSite(id: string): void {
	chosen.value = id;
	try {
		localStorage.setItem(chosenKey, id);
	} catch {
		// Without storage the choice lasts as long as the page.
	}
}

/** Puts a saved or new site into the list. */
export function keepSite(saved: Site): void {
	const known = sites.value.some(({ id }) => id === saved.id);
	sites.value = known ? sites.value.map((old) => (old.id === saved.id ? saved : old)) : [...sites.value, saved];
}

function stored(): string | null {
	try {
		return localStorage.getItem(chosenKey);
	} catch {
		return null;
	}
}
