import { type Cursor, printCursor } from '../../cursor.ts';
import { instant } from '../instant.ts';
import type { Tables } from '../tables.ts';
import { type ShownTrait, shownTrait, type TimelineItem, timelineItem } from '../view.ts';
import type { MemberStanding } from './member.ts';

/** Everything that its shard knows of an account, but members and timeline. Moments are ISO instants. */
export interface AccountDetail {
	readonly id: string;
	readonly name: string | null;
	readonly isVerified: boolean;
	/** Something that was said of it found no room. */
	readonly isFull: boolean;
	readonly members: number;
	readonly former: number;
	/** Whom only a browser calls a member, of an account that servers have named. */
	readonly claimed: number;
	readonly createdAt: string;
	readonly lastSeenAt: string | null;
	readonly traits: Readonly<Record<string, ShownTrait>>;
	/** The roll-ups, by id. */
	readonly computed: Readonly<Record<string, unknown>>;
}

export interface ShownMember {
	readonly profileId: string;
	/** When they came last, and when they left, if they did. */
	readonly since: string;
	readonly until: string | null;
	/** Only a browser says so. */
	readonly isClaim: boolean;
}

/** A page of members; `cursor` is where to go on, null at the end. */
export interface MemberPage {
	readonly members: readonly ShownMember[];
	readonly cursor: string | null;
}

export interface AccountTimelinePage {
	readonly items: readonly (TimelineItem & { readonly profileId: string })[];
	/** What to ask for next as `before`; null at the end. */
	readonly cursor: string | null;
}

const pageSize = 50;

export function accountDetail({ accounts, accountMembers }: Tables, id: string): AccountDetail | null {
	const account = accounts.read(id);
	if (!account || account.erasedAt !== undefined) return null;
	const { isVerified, isFull = false, members, createdAt, lastSeenAt, traits, computed = {} } = account;
	const name = Object.hasOwn(traits, 'name') ? traits.name?.value : null;
	return {
		...{ id, isVerified, isFull, members },
		name: typeof name === 'string' ? name : null,
		former: accountMembers.count(id, 'former'),
		claimed: accountMembers.count(id, 'claimed'),
		createdAt: instant(createdAt),
		lastSeenAt: lastSeenAt === 0 ? null : instant(lastSeenAt),
		traits: Object.fromEntries(Object.entries(traits).map(([key, trait]) => [key, shownTrait(trait)])),
		computed: Object.fromEntries(Object.entries(computed).map(([key, { value }]) => [key, value])),
	};
}

/** Members of a standing, who came last first. @param cursor where the last page ended */
export function membersPage(
	{ accountMembers }: Tables,
	accountId: string,
	standing: MemberStanding,
	cursor: Cursor | null,
): MemberPage {
	const after = [cursor?.at ?? Number.MAX_SAFE_INTEGER, cursor?.id ?? ''] as const;
	const found = accountMembers.page(accountId, standing, after, pageSize + 1);
	const page = found.slice(0, pageSize);
	const last = page.at(-1);
	return {
		members: page.map(({ profileId, spells, isClaim }) => {
			const [since, until] = spells.at(-1) ?? [0, null];
			return { profileId, since: instant(since), until: until === null ? null : instant(until), isClaim };
		}),
		cursor:
			found.length > pageSize && last ? printCursor({ at: last.spells.at(-1)?.[0] ?? 0, id: last.profileId }) : null,
	};
}

/** What members did before a moment (ms), newest first. */
export function accountTimeline({ accountEvents }: Tables, accountId: string, beforeMs: number): AccountTimelinePage {
	const found: { readonly profileId: string; readonly at: number; readonly item: TimelineItem }[] = [];
	for (const { profileId, until, events } of accountEvents.rows(accountId, Number.MIN_SAFE_INTEGER, beforeMs)) {
		if (found.length > pageSize && until < (found.toSorted((a, b) => b.at - a.at)[pageSize]?.at ?? 0)) break;
		for (const stored of events)
			if (stored.a < beforeMs) found.push({ profileId, at: stored.a, item: timelineItem(stored) });
	}
	found.sort((a, b) => b.at - a.at);
	const last = found[pageSize - 1];
	// Never divides what happened in one moment: who asks for what was before it would miss the rest.
	const page = last ? found.filter(({ at }) => at >= last.at) : found;
	return {
		items: page.map(({ profileId, item }) => ({ ...item, profileId })),
		cursor: last && page.length < found.length ? instant(last.at) : null,
	};
}
