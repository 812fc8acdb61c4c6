import { identityValue } from '../profiles/identity-kinds.ts';
import { areTwoUsers } from '../profiles/merge/two-users.ts';
import { type KeyKind, kindOfKey } from './keys-of.ts';
import { birthdayOf, type Facts, nameWords } from './read-facts.ts';

/** `certain`: what counts says so, and nothing speaks against it. */
export type Level = 'certain' | 'likely' | 'possible';
export const levels = ['certain', 'likely', 'possible'] as const satisfies readonly Level[];

/** A key that both of two people have. */
export interface SharedKey {
	readonly key: string;
	/** Somebody answers for it, of both. */
	readonly vouched: boolean;
}

/** How sure it is that two people are one, and why, in words. */
export interface Judgement {
	/** 0 to 100. */
	readonly score: number;
	readonly level: Level;
	readonly reasons: readonly string[];
	readonly against: readonly string[];
	/** Each has a userId of their own: only a teammate can say that they are one person. */
	readonly twoUsers: boolean;
}

/** How much each speaks for one person, 0 to 1, and how that is said. */
const weights: Readonly<Record<KeyKind | 'email', readonly [weight: number, says: string]>> = {
	email: [0.95, 'The same e-mail address'],
	mailbox: [0.55, 'E-mail addresses that differ only in dots or what follows a plus'],
	phone: [0.9, 'The same phone number'],
	'name-birthday': [0.8, 'The same name and birthday'],
	'name-address': [0.75, 'The same name and street'],
	'name-postcode': [0.6, 'The same name and postcode'],
	'name-company': [0.5, 'The same name and company'],
	device: [0.45, 'The same device'],
};

/** What remains of the weight of what nobody answers for. */
const claimed = 0.7;
/** What remains of a score for what speaks against it. */
const otherName = 0.5;
const otherBirthday = 0.3;
const otherUser = 0.8;
/** What of two users tells that they may be one person. A family shares the rest: a device, a street, a company. */
const usersKeys: readonly KeyKind[] = ['mailbox', 'phone'];
const certainFrom = 90;
const likelyFrom = 65;
/** Below this nobody is asked. */
const leastScore = 25;

/**
 * Judges two people by the keys that they share, and by what their traits say beside. Each reason counts for itself
 * (one minus the product of the doubts). Null when too little speaks for it; of two users, when they share no address.
 */
export function judge(one: Person, other: Person, shared: readonly SharedKey[]): Judgement | null {
	const twoUsers = areTwoUsers(one, other);
	if (twoUsers && !shared.some(({ key }) => usersKeys.some((kind) => kind === kindOfKey(key)))) return null;
	const found = shared.flatMap((key) => reasonOf(key, one.facts, other.facts));
	const against: string[] = [];
	let score = scoreOf(found, claimed);
	if (namesClash(nameWords(one.facts), nameWords(other.facts))) {
		score *= otherName;
		against.push('Another name');
	}
	const birthdays = [birthdayOf(one.facts), birthdayOf(other.facts)];
	if (!birthdays.includes(null) && birthdays[0] !== birthdays[1]) {
		score *= otherBirthday;
		against.push('Another birthday');
	}
	if (twoUsers) {
		score *= otherUser;
		against.push('Two users, each with an id of their own');
	}
	if (found.length > 0 && found.every(({ vouched }) => !vouched)) against.push('Nobody answers for it');
	const rounded = Math.round(score);
	if (rounded < leastScore) return null;
	const reasons = found.toSorted((a, b) => b.weight - a.weight).map(({ says }) => says);
	// What anybody may have typed makes nothing certain.
	const isCertain = against.length === 0 && scoreOf(found, 0) >= certainFrom;
	return {
		score: rounded,
		level: isCertain ? 'certain' : rounded >= likelyFrom ? 'likely' : 'possible',
		reasons,
		against,
		twoUsers,
	};
}

interface Reason {
	readonly weight: number;
	readonly vouched: boolean;
	readonly says: string;
}

/** 0 to 100. @param ofClaims what remains of the weight of what was only claimed */
function scoreOf(reasons: readonly Reason[], ofClaims: number): number {
	return 100 * (1 - reasons.reduce((doubt, { weight, vouched }) => doubt * (1 - weight * (vouched ? 1 : ofClaims)), 1));
}

/** A person as they are judged. */
export interface Person {
	readonly userId: string | null;
	readonly facts: Facts;
}

function reasonOf({ key, vouched }: SharedKey, one: Facts, other: Facts): Reason[] {
	const kind = kindOfKey(key);
	if (kind === null) return [];
	const [same, trait] = kind === 'mailbox' && isSameEmail(one, other) ? ['email' as const, 'email'] : [kind, kind];
	const [weight, says] = weights[same];
	const isWritten = (trait === 'email' || trait === 'phone') && one[trait] !== other[trait];
	return [{ weight, vouched, says: isWritten ? `${says}, written otherwise` : says }];
}

function isSameEmail(one: Facts, other: Facts): boolean {
	const [a, b] = [identityValue('email', one.email), identityValue('email', other.email)];
	return a !== null && a === b;
}

/** Whether two names cannot be one's: of the shorter one each word is in the longer, whole or as the initial. */
function namesClash(one: readonly string[], other: readonly string[]): boolean {
	const [few, many] = one.length <= other.length ? [one, other] : [other, one];
	return few.some((word) => !many.some((each) => each === word || isInitial(each, word) || isInitial(word, each)));
}

function isInitial(letter: string, word: string): boolean {
	return letter.length === 1 && word.startsWith(letter);
}
