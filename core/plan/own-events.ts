/** Events that Edgewise itself makes: a plan never stands in their way, or it could refuse what a person said of their consent. */
const ownEvents = new Set([
	'Consent Updated',
	'Experience Viewed',
	'Experience Failed',
	'Message Sent',
	'Message Failed',
	'Segment Entered',
	'Segment Left',
	'Segment Membership Set',
	'Profiles Merged',
	'Profiles Separated',
]);

export function isOwnEvent(name: string): boolean {
	return ownEvents.has(name);
}
