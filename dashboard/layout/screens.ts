import type { IconName } from '../ui/icon.tsx';

export interface Screen {
	readonly path: string;
	readonly title: string;
	readonly icon: IconName;
}

/** The navigation, and where the command palette goes. A new screen of the app gets its line here and its route in main.tsx. */
export const navigation: readonly { readonly heading: string; readonly screens: readonly Screen[] }[] = [
	{
		heading: 'People',
		screens: [
			{ path: '/', title: 'Live', icon: 'live' },
			{ path: '/traffic', title: 'Traffic', icon: 'traffic' },
			{ path: '/profiles', title: 'Profiles', icon: 'profiles' },
			{ path: '/duplicates', title: 'Duplicates', icon: 'copy' },
			{ path: '/accounts', title: 'Accounts', icon: 'accounts' },
			{ path: '/segments', title: 'Segments', icon: 'segments' },
			{ path: '/computed', title: 'Computed traits', icon: 'computed' },
		],
	},
	{
		heading: 'What they see',
		screens: [
			{ path: '/experiences', title: 'Experiences', icon: 'experiences' },
			{ path: '/goals', title: 'Goals', icon: 'goals' },
			{ path: '/journeys', title: 'Journeys', icon: 'journeys' },
			{ path: '/messages', title: 'Messages', icon: 'messages' },
		],
	},
	{
		heading: 'What comes in',
		screens: [
			{ path: '/health', title: 'Tracking health', icon: 'health' },
			{ path: '/plan', title: 'Tracking plan', icon: 'plan' },
			{ path: '/imports', title: 'Imports', icon: 'import' },
			{ path: '/enrichment', title: 'Enrichment', icon: 'bolt' },
		],
	},
	{
		heading: 'Workspace',
		screens: [
			{ path: '/mailbox', title: 'Mailbox', icon: 'mailbox' },
			{ path: '/webhooks', title: 'Webhooks', icon: 'webhooks' },
			{ path: '/settings', title: 'Settings', icon: 'settings' },
		],
	},
];

/** Further places that the palette knows. */
export const shortcuts: readonly Screen[] = [
	{ path: '/segments/new', title: 'New segment', icon: 'plus' },
	{ path: '/computed/new', title: 'New computed trait', icon: 'plus' },
	{ path: '/experiences/new', title: 'New experience', icon: 'plus' },
	{ path: '/simulator', title: 'Simulator: who sees what', icon: 'search' },
	{ path: '/goals/new', title: 'New goal', icon: 'plus' },
	{ path: '/journeys/new', title: 'New journey', icon: 'plus' },
	{ path: '/messages/new', title: 'New message', icon: 'plus' },
	{ path: '/settings/identities', title: 'Identities', icon: 'profiles' },
	{ path: '/enrichment/new', title: 'New endpoint', icon: 'plus' },
	{ path: '/imports/new', title: 'New import', icon: 'plus' },
	{ path: '/webhooks/new', title: 'New webhook', icon: 'plus' },
	{ path: '/settings/email', title: 'E-mail provider', icon: 'messages' },
	{ path: '/settings/cleansing', title: 'Cleansing rules', icon: 'settings' },
	{ path: '/settings/archive', title: 'Archive', icon: 'archive' },
	{ path: '/settings/retention', title: 'Retention', icon: 'clock' },
	{ path: '/settings/erasures', title: 'Erasures', icon: 'trash' },
	{ path: '/settings/account', title: 'Your account', icon: 'user' },
];

/** Is `path` the screen's own or one below it? `/` is only itself. */
export function isUnder(path: string, screen: string): boolean {
	return screen === '/' ? path === '/' : path === screen || path.startsWith(`${screen}/`);
}
