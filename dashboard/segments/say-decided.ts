import type { Membership } from '../shapes/profiles.ts';

/** What has decided whether somebody is in a segment, where that is not what its rule says now; null where it is. */
export function sayDecided({ member, decidedBy, explanation }: Membership): string | null {
	const word = member ? 'In' : 'Not in';
	if (!explanation) return `${word}: ${member ? 'put on the list by hand' : 'nobody put them on the list'}.`;
	if (decidedBy === 'hand') return `${word}: ${member ? 'put in' : 'kept out'} by hand, whatever the rule says.`;
	if (decidedBy === 'rule' || explanation.matches === member) return null;
	return `${word}: ${member ? 'it was so' : 'it was not so, or nobody knew them yet,'} when the snapshot was taken.`;
}

/** What the rule's own reasons begin with. */
export function ruleWord(membership: Membership): string {
	const word = membership.explanation?.matches ? 'in' : 'not in';
	if (sayDecided(membership) === null) return membership.member ? 'In' : 'Not in';
	return membership.decidedBy === 'hand' ? `By the rule ${word}` : `By what is known of them now ${word}`;
}
