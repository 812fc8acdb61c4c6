import type { Event } from '../../core/event/index.ts';
import { emailIdPrefix } from '../../core/import/index.ts';
import type { Identity } from './identities.ts';
import { type IdentityKind, identityValue, isShared } from './identity-kinds.ts';

/** Whose word an event comes with. */
export interface Word {
	/** Its userId counts: it came with the secret key, or on a site that believes browsers. */
	readonly trusted: boolean;
	/** It came with the secret key. A browser can type any address, also where its userIds are believed. */
	readonly secret: boolean;
}

/** An identity that an event names, beside its device's. */
export interface Named {
	readonly identity: Identity;
	readonly kind: IdentityKind;
	/** Several people share the value: it finds nobody. */
	readonly isShared: boolean;
	/** It finds whoever owns it, and becomes nobody's: a list says whom it is about, and has verified nothing. */
	readonly onlyFinds?: true;
}

/**
 * The identities that an event names at a word that counts, the weightiest first. Of traits only those that may join people: an
 * address that nobody has verified says nothing of whose it is.
 */
export function namedBy(event: Event, kinds: readonly IdentityKind[], word: Word): Named[] {
	if (!word.trusted) return [];
	return kinds
		.flatMap((kind): Named[] => {
			const said = kind.kind === 'userId' ? event.userId : word.secret ? saidIn(event, kind) : null;
			const value = said ?? (word.secret ? addressIn(event, kind) : null);
			if (value === null) return [];
			const isOfMany = kind.kind !== 'userId' && isShared(kind.kind, value);
			const identity = { kind: kind.kind, value };
			return [{ identity, kind, isShared: isOfMany, ...(said === null && { onlyFinds: true }) }];
		})
		.sort((a, b) => b.kind.priority - a.kind.priority);
}

/** The address by which alone a row of a file knows its person. */
function addressIn({ userId, anonymousId }: Event, { kind, joins }: IdentityKind): string | null {
	if (kind !== 'email' || joins === 'never' || userId !== null || !anonymousId?.startsWith(emailIdPrefix)) return null;
	return identityValue(kind, anonymousId.slice(emailIdPrefix.length));
}

/** `email_verified` beside `email`, as OpenID Connect names it, and so for every trait. */
function saidIn({ type, traits }: Event, { kind, trait, joins }: IdentityKind): string | null {
	if (type !== 'identify' || traits === null || trait === null || joins === 'never') return null;
	if (!Object.hasOwn(traits, trait)) return null;
	if (joins === 'verified' && traits[`${trait}_verified`] !== true) return null;
	return identityValue(kind, traits[trait]);
}
