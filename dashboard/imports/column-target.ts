import type { ImportKind } from '../../core/import/index.ts';

/** What a column can become: a field of the call, a trait or property with a key, the same of a company, or nothing. */
export type Target = '' | 'userId' | 'anonymousId' | 'email' | 'timestamp' | 'event' | 'key' | 'groupId' | 'accountKey';

/** Where `to` of a mapping leads, and by which key. */
export function targetOf(to: string): { readonly target: Target; readonly key: string } {
	const key = /^(?:traits|properties)\.([\s\S]*)$/.exec(to)?.[1];
	if (key !== undefined) return { target: 'key', key };
	const ofAccount = /^account\.([\s\S]*)$/.exec(to)?.[1];
	if (ofAccount !== undefined) return { target: 'accountKey', key: ofAccount };
	const field = (['userId', 'anonymousId', 'email', 'timestamp', 'event', 'groupId'] as const).find(
		(known) => known === to,
	);
	return { target: field ?? '', key: '' };
}

/** The other way round. */
export function toOf(kind: ImportKind, target: Target, key: string): string {
	if (target === 'accountKey') return `account.${key}`;
	if (target !== 'key') return target;
	return `${kind === 'events' ? 'properties' : 'traits'}.${key}`;
}

/** What a column of such a file can become, in words. */
export function targetsOf(kind: ImportKind): readonly (readonly [Target, string])[] {
	if (kind === 'accounts') {
		return [
			['', 'Leave out'],
			['groupId', 'Company’s id'],
			['accountKey', 'Trait'],
			['timestamp', 'As of'],
		];
	}
	return [
		['', 'Leave out'],
		['userId', 'User id'],
		['anonymousId', 'Anonymous id'],
		['email', 'E-mail'],
		['timestamp', kind === 'people' ? 'As of' : 'When it happened'],
		...(kind === 'events' ? ([['event', 'Event name']] as const) : []),
		['key', kind === 'people' ? 'Trait' : 'Property'],
		...(kind === 'people'
			? ([
					['groupId', 'Company’s id'],
					['accountKey', 'Company’s trait'],
				] as const)
			: []),
	];
}
