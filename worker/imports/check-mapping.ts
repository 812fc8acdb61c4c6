import { zoneOf } from '../../core/condition/time/zone.ts';
import type { ImportKind, Mapping } from '../../core/import/index.ts';
import { Refusal } from '../../core/refusal.ts';

const targets = /^(userId|anonymousId|email|timestamp|event|groupId|(traits|properties|account)\..{1,200})?$/;

/** Refuses, with the place, a mapping by which no row could go in. */
export function checkMapping(kind: ImportKind, mapping: Mapping): void {
	if (!zoneOf(mapping.timeZone)) {
		throw refuse(
			'timeZone',
			`There is no time zone "${mapping.timeZone.slice(0, 60)}".`,
			'An IANA name, such as "Europe/Berlin".',
		);
	}
	if (kind === 'accounts') checkCompanies(mapping);
	else checkCalls(kind, mapping);
}

function checkCalls(kind: ImportKind, mapping: Mapping): void {
	for (const [at, { to, type }] of mapping.columns.entries()) {
		const path = `columns.${at}.to`;
		if (!targets.test(to))
			throw refuse(
				path,
				`A column cannot become "${to.slice(0, 60)}".`,
				'userId, anonymousId, email, timestamp, event, traits.…, properties.…, groupId or account.…',
			);
		if (to === 'timestamp' && type !== 'date')
			throw refuse(`columns.${at}.type`, 'The time of an event is a date.', 'Choose the date’s format.');
		if (kind === 'people' && (to === 'event' || to.startsWith('properties.')))
			throw refuse(path, 'People have traits, and no properties.', 'Import events instead.');
		if (kind === 'events' && (to.startsWith('traits.') || to.startsWith('account.') || to === 'groupId'))
			throw refuse(path, 'Events have properties, and no traits or companies.', 'Import people instead.');
	}
	const has = (to: string) => mapping.columns.some((column) => column.to === to);
	if (!has('userId') && !has('anonymousId') && !has('email')) {
		throw refuse('columns', 'No column says whom a row is about.', 'Map one to userId, anonymousId or email.');
	}
	const company = mapping.columns.findIndex(({ to }) => to.startsWith('account.'));
	if (company !== -1 && !has('groupId'))
		throw refuse(`columns.${company}.to`, 'No column says which company a row is about.', 'Map one to groupId.');
	if (kind === 'events' && !has('event') && !mapping.event?.trim()) {
		throw refuse('event', 'Nothing says what happened.', 'Name the event, or map a column to it.');
	}
}

function checkCompanies({ columns }: Mapping): void {
	for (const [at, { to, type }] of columns.entries()) {
		if (to !== '' && to !== 'groupId' && to !== 'timestamp' && !/^account\..{1,200}$/.test(to))
			throw refuse(
				`columns.${at}.to`,
				`A company's column cannot become "${to.slice(0, 60)}".`,
				'groupId, timestamp or account.…',
			);
		if (to === 'timestamp' && type !== 'date')
			throw refuse(`columns.${at}.type`, 'The time as of which a row is true is a date.', 'Choose the date’s format.');
	}
	if (!columns.some(({ to }) => to === 'groupId'))
		throw refuse('columns', 'No column says which company a row is about.', 'Map one to groupId.');
}

function refuse(path: string, message: string, hint: string): Refusal {
	return new Refusal('import-mapping', message, { status: 422, path: `mapping.${path}`, hint });
}
