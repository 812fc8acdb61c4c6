import type { HealthReason } from '../shapes/health.ts';

export interface Explained {
	/** What it is, in a few words. */
	readonly title: string;
	/** How to mend it. */
	readonly mend: string;
	/** Where in the dashboard. */
	readonly path?: string;
}

const known: Readonly<Record<string, Explained>> = {
	'refused plan-violation': {
		title: 'Refused by the plan',
		mend: 'Send it as the plan says, or let the plan keep events that break it.',
		path: '/plan',
	},
	'refused origin-forbidden': {
		title: 'Page of another origin',
		mend: 'If the page is yours, add its origin to the site’s allowed origins. Otherwise somebody else uses your tag.',
		path: '/settings',
	},
	'refused consent': {
		title: 'No consent',
		mend: 'Nothing to mend: the person has not consented to analytics. Many of them? See that the tag is told of consent.',
		path: '/settings',
	},
	'refused event-identity': { title: 'Nobody did it', mend: 'Send an anonymousId or a userId with each event.' },
	'refused event-name': { title: 'No event name', mend: 'Give track calls a name of at most 200 characters.' },
	'refused event-type': {
		title: 'Unknown type',
		mend: 'The type is one of track, page, screen, identify, group and alias.',
	},
	'refused event-time': {
		title: 'Impossible time',
		mend: 'Send an ISO 8601 timestamp, or milliseconds (not seconds) since 1970; and see whether the sender’s clock is right.',
	},
	'refused event-size': { title: 'Too large', mend: 'An event has at most 32 KB: send references to large things.' },
	'refused event-keys': {
		title: 'Too many keys',
		mend: 'Send an event for each thing that happened, not a key for each.',
	},
	'refused event-depth': { title: 'Nested too deeply', mend: 'Flatten it, or send the part that matters.' },
	'refused event-key': { title: 'Key not allowed', mend: 'Rename the key: such names change what objects inherit.' },
	'refused event-id': { title: 'Malformed id', mend: 'Ids are printable text of at most 200 characters.' },
	'refused event-shape': { title: 'No event', mend: 'Send JSON objects, as Segment’s HTTP API takes them.' },
	'refused event-value': { title: 'No JSON value', mend: 'Send text, numbers, true, false, null, lists and objects.' },
	'refused profile-full': {
		title: 'Profile full',
		mend: 'Send what happened as properties of events; keep traits for facts about people.',
	},
	'refused batch-size': { title: 'Batch too long', mend: 'Send at most 2,500 events a batch.' },
	'refused batch-context': { title: 'Batch’s context too large', mend: 'Send smaller batches, or less context.' },
	'violation unplanned': {
		title: 'Not in the plan',
		mend: 'A mistyped name? Else add the event to the plan, or allow events that are not in it.',
		path: '/plan',
	},
	'delayed too-many-events': {
		title: 'Too many at once',
		mend: 'They come again by themselves if their sender heeds Retry-After. One server with much to send? Raise its limit (docs/events.md).',
	},
	'late ': {
		title: 'Arrived late',
		mend: 'Usual for apps that were offline, and for imports. Otherwise see whether the sender’s queue is stuck.',
	},
	'clock ': {
		title: 'Clock corrected',
		mend: 'Times were corrected. If it is one of your servers, set its clock by NTP.',
	},
};

const robotMend = 'Nothing to mend: robots are counted apart and kept out of profiles.';

/** What robots were known by, in words. */
const robots: Readonly<Record<string, string>> = {
	crawler: 'search engines and other crawlers',
	scanner: 'mail and security scanners',
	preview: 'link previews',
	monitor: 'uptime and speed monitors',
	automation: 'automated browsers',
	tool: 'programs without a browser',
	prefetch: 'pages fetched ahead',
};

/** What a reason means, and how to mend it. */
export function explainReason({ kind, code }: Pick<HealthReason, 'kind' | 'code'>): Explained {
	const exact = known[`${kind} ${code}`] ?? known[`${kind} `];
	if (exact) return exact;
	if (kind === 'bot') return { title: `Robot: ${robots[code] ?? code}`, mend: robotMend };
	if (kind === 'violation') {
		return { title: `Breaks “${code}”`, mend: 'Send it as the plan says, or change the rule.', path: '/plan' };
	}
	return { title: [kind, code].filter(Boolean).join(': '), mend: 'Its message says what is wrong.' };
}
