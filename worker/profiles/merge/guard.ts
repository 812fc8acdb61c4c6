import { type IdentityKind, isShared } from '../identity-kinds.ts';
import type { MergeCause } from './departure.ts';
import type { Standing } from './standing.ts';

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
	/** How many identities of each kind both have together. */
	readonly counts: ReadonlyMap<string, number>;
	/** A teammate has undone a merge of these two. */
	readonly wasUndone: boolean;
}

/** Characters that the traits of a merged profile may take: it is one row of its shard. */
const traitsMax = 512 * 1024;

/** Keeps apart who is not one person; null when nothing speaks against the merge. */
export function refusalOfMerge(asked: MergeCase): GuardRefusal | null {
	const { source, target, cause, isTeammate, kinds, counts } = asked;
	if (!isTeammate && isShared(cause.kind, cause.value)) {
		return {
			reason: 'shared-value',
			message: `${cause.kind} ${cause.value} is not one person’s.`,
			hint: 'Send addresses of single people only, and leave out an id that is not known.',
		};
	}
	if (source.userId !== null && target.userId !== null && source.userId !== target.userId) {
		return {
			reason: 'two-users',
			message: `They are two people: ${source.userId} and ${target.userId}.`,
			hint: 'Where people share a device, an address or a number, they stay apart. Nothing needs to be done.',
		};
	}
	if (!isTeammate && asked.wasUndone) {
		return {
			reason: 'kept-apart',
			message: 'A teammate has separated them.',
			hint: 'Merge them by hand if they are one person after all.',
		};
	}
	const over = kinds.find(({ kind, max }) => (counts.get(kind) ?? 0) > max);
	if (over) {
		return {
			reason: 'too-many',
			message: `Together they would have ${counts.get(over.kind)} identities of the kind ${over.kind}; ${over.max} may be one person’s.`,
			hint: 'Look whether the identity that both have is shared, or raise the limit under Settings, Identities.',
		};
	}
	if (source.traitsSize + target.traitsSize > traitsMax) {
		return {
			reason: 'too-large',
			message: 'Together they would have more in their traits than a profile may.',
			hint: 'Send what happened as properties of events, and keep traits for facts about the person.',
		};
	}
	return null;
}
