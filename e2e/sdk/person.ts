import type { AdminApi } from '../../scripts/start/admin.ts';
import { eventually } from '../people.ts';

/** What the product knows of somebody, as the admin API tells it. */
export interface Person {
	readonly id: string;
	readonly userId: string | null;
	readonly traits: Readonly<Record<string, { readonly value: unknown; readonly source: string }>>;
	readonly device: string | null;
}

export interface Happened {
	readonly messageId: string;
	readonly type: string;
	readonly event: string;
	readonly timestamp: string;
	readonly properties: Readonly<Record<string, unknown>>;
}

/** The one person with this userId, once the dashboard's table has them. */
export async function personCalled(api: AdminApi, userId: string): Promise<Person> {
	const [one, ...others] = await eventually(async () => {
		const { items } = await api.get<{ items: Person[] }>(`/api/profiles?search=${encodeURIComponent(userId)}`);
		const named = items.filter((item) => item.userId === userId);
		return named.length > 0 && named;
	});
	if (!one || others.length > 0) throw new Error(`${others.length + 1} people are called ${userId}`);
	return api.get<Person>(`/api/profiles/${one.id}`);
}

/** The same, once they have done so much. */
export async function personWho(api: AdminApi, userId: string, events: number): Promise<Person> {
	return eventually(async () => {
		const person = await personCalled(api, userId);
		// Asked again: more may have come between the one answer and the other.
		return (await historyOf(api, person)).length >= events && personCalled(api, userId);
	});
}

/** What the product itself notes of a person. */
const isNote = ({ event }: Happened) => /^(Segment|Profiles) /.test(event);

/** What this person did, oldest first, without what the product notes of it. */
export async function historyOf(api: AdminApi, { id }: Pick<Person, 'id'>): Promise<Happened[]> {
	const { items } = await api.get<{ items: Happened[] }>(`/api/profiles/${id}/events`);
	return items.filter((item) => !isNote(item)).reverse();
}

/** The same, by name; nothing of somebody who is not known yet. */
export async function namesOf(api: AdminApi, { id }: Pick<Person, 'id'>): Promise<string[]> {
	const history = await historyOf(api, { id }).catch(() => []);
	return history.map(({ event }) => event);
}
