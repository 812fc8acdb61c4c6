import { type IdentityKind, isShared } from '../identity-kinds.ts';
import type { MergeCause } from './departure.ts';
import type { Standing } from './standing.ts';
import { areTwoUsers } from './two-users.ts';

/** Why two profiles stay two. */
export type RefusalReason = 'two-users' | 'shared-value' | 'too-many' | 'kept-apart' | 'too-large';

export interface GuardRefusal {
	readonly reason: RefusalReason;
	readonly message: string;
	readonly hint: string;
}

/** Two profiles that are to be one, and all that speaks for or against it. */
export interface MergeCase {
	readonly source: Standing;
	readonly target: Standing;
	readonly cause: MergeCause;
	readonly isTeammate: boolean;
	readonly kinds: readonly IdentityKind[];
	/** A teammate says that two users are one person. */
	readonly twoUsers: boolean;
	/** A teammate has said so before of one's userId and the other. */
	readonly isSameUser: boolean;
	/** How many identities of each kind both have together; of userIds, how many of the two have any. */
	readonly counts: ReadonlyMap<string, number>;
	/** A teammate has undone a merge of these two. */
	readonly wasUndone: boolean;
}

/** Characters that the traits of a merged profile may take: it is one row of its shard. */
const traitsMax = 512 * 1024;

/** Keeps apart who is not one person; null when nothing speaks against the merge. */
export function refusalOfMerge(asked: MergeCase): GuardRefusal | null {
	const reason = reasonAgainst(asked);
	return reason && { reason, ...describeRefusal(reason, asked.cause) };
}

function reasonAgainst({
	source,
	target,
	cause,
	isTeammate,
	twoUsers,
	isSameUser,
	kinds,
	counts,
	wasUndone,
}: MergeCase): RefusalReason | null {
	if (!isTeammate && isShared(cause.kind, cause.value)) return 'shared-value';
	const isOneUser = twoUsers || isSameUser;
	if (!isOneUser && areTwoUsers(source, target)) return 'two-users';
	if (!isTeammate && wasUndone) return 'kept-apart';
	const isOver = ({ kind, max }: IdentityKind) => (counts.get(kind) ?? 0) > max;
	if (kinds.some((kind) => isOver(kind) && !(isOneUser && kind.kind === 'userId'))) return 'too-many';
	return source.traitsSize + target.traitsSize > traitsMax ? 'too-large' : null;
}

/** A refusal in words, and what to do about it. */
export function describeRefusal(reason: RefusalReason, { kind, value }: MergeCause): Omit<GuardRefusal, 'reason'> {
	switch (reason) {
		case 'shared-value':
			return {
				message: `The ${kind} ${value} is not one person’s.`,
				hint: 'Send addresses of single people only, and leave out an id that is not known.',
			};
		case 'two-users':
			return {
				message: 'They are two users: each has a userId of their own.',
				hint: 'Where people share a device, an address or a number, they stay apart. If they are one person after all, merge them by hand.',
			};
		case 'kept-apart':
			return {
				message: 'A teammate has separated them.',
				hint: 'Merge them by hand if they are one person after all.',
			};
		case 'too-many':
			return {
				message: 'Together they would have more identities of a kind than one person may.',
				hint: 'Look whether what both have is shared by many, or raise the limit under Settings, Identities.',
			};
		case 'too-large':
			return {
				message: 'Together they would have more in their traits than a profile may.',
				hint: 'Send what happened as properties of events, and keep traits for facts about the person.',
			};
	}
}
