/** Whose word makes an identity of this kind join people: any server's, a server's that says it is verified, or nobody's. */
export type Joins = 'always' | 'verified' | 'never';

/** A kind of identity: what it is read off, and what it may do. */
export interface IdentityKind {
	readonly kind: string;
	/** The trait of identify calls that carries it; null for the two that every event carries. */
	readonly trait: string | null;
	/** Where an event's identities lead to different people, it belongs to the one of the highest. */
	readonly priority: number;
	/** How many one profile may have. */
	readonly max: number;
	readonly joins: Joins;
}

/**
 * What a workspace begins with. A userId is somebody's by the site's own sign-in. An address joins people only where the site's
 * server says that it was verified: who may type any address into a form must not become its owner.
 */
export const defaultKinds: readonly IdentityKind[] = [
	{ kind: 'userId', trait: null, priority: 100, max: 1, joins: 'always' },
	{ kind: 'email', trait: 'email', priority: 80, max: 5, joins: 'verified' },
	{ kind: 'phone', trait: 'phone', priority: 60, max: 5, joins: 'verified' },
	{ kind: 'anonymousId', trait: null, priority: 0, max: 100, joins: 'always' },
];

/** Kinds by which no workspace can be told otherwise what they are read off. */
export const builtInKinds: readonly string[] = defaultKinds.map(({ kind }) => kind);

/** What a site's developers send by mistake where an id should be: one value for everybody. */
const placeholders = new Set(
	'null undefined nil none nan na n/a unknown anonymous anon guest visitor user userid user_id id distinctid distinct_id not_authenticated true false test email [object object] 0 -1 00000000-0000-0000-0000-000000000000'
		.split(' ')
		.concat('[object object]', 'not set', '(not set)'),
);
/** Mailboxes that several people read (RFC 2142, and those that shops have). */
const sharedMailboxes = new Set(
	'abuse accounting accounts admin administrator billing bookings contact customerservice enquiries feedback hello help helpdesk hostmaster hr info inquiries jobs mail mailbox marketing media news newsletter no-reply noc noreply office orders postmaster press privacy reception root sales security service shop staff subscribe support team test usenet webmaster'.split(
		' ',
	),
);

/** Whether a value is more than one person's, whoever sends it: it finds nobody, and joins nobody. */
export function isShared(kind: string, value: string): boolean {
	const text = value.toLowerCase();
	if (placeholders.has(text)) return true;
	if (kind === 'phone') return new Set(text.replace(/\D/g, '')).size <= 1;
	if (kind !== 'email') return false;
	return sharedMailboxes.has(text.slice(0, text.indexOf('@')).replace(/\+.*$/, ''));
}

const longest = 200;

/** An identity's value in the one form in which it is compared; null for what can be none. */
export function identityValue(kind: string, said: unknown): string | null {
	const text = typeof said === 'number' ? String(said) : typeof said === 'string' ? said.trim() : '';
	if (text === '' || text.length > longest) return null;
	if (kind === 'email') return /^[^\s@]+@[^\s@]+$/.test(text) ? text.toLowerCase() : null;
	if (kind !== 'phone') return text;
	const digits = text.replace(/\D/g, '');
	return digits.length < 7 ? null : `${text.startsWith('+') ? '+' : ''}${digits}`;
}
