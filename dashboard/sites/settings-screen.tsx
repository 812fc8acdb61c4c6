import type { ComponentChildren } from 'preact';
import { useLocation, useRoute } from 'preact-iso';
import { CleansingRules } from '../cleansing/rules.tsx';
import { Erasures } from '../erasures/erasures.tsx';
import { NotFound } from '../layout/not-found.tsx';
import { Page } from '../layout/page.tsx';
import { isUnder } from '../layout/screens.ts';
import { RetentionForm } from '../retention/retention-form.tsx';
import { Account } from './account.tsx';
import { Archive } from './archive.tsx';
import { EmailProvider } from './email-provider.tsx';
import { Identities } from './identities.tsx';
import './sites.css';
import { NewSite, OneSite, Sites } from './sites.tsx';

const parts = [
	{ path: '/settings/sites', title: 'Sites' },
	{ path: '/settings/identities', title: 'Identities' },
	{ path: '/settings/email', title: 'E-mail' },
	{ path: '/settings/cleansing', title: 'Cleansing' },
	{ path: '/settings/archive', title: 'Archive' },
	{ path: '/settings/retention', title: 'Retention' },
	{ path: '/settings/erasures', title: 'Erasures' },
	{ path: '/settings/account', title: 'Account' },
] as const;

/** Sites, what people are found by, the e-mail provider, cleansing, the archive, what is kept, who was erased, and one's account. */
export default function SettingsScreen() {
	const { part = 'sites', id } = useRoute().params;
	if (part === 'identities') return <Part title="Identities">{<Identities />}</Part>;
	if (part === 'email') return <Part title="E-mail">{<EmailProvider />}</Part>;
	if (part === 'cleansing') return <Part title="Cleansing">{<CleansingRules />}</Part>;
	if (part === 'archive') return <Part title="Archive">{<Archive />}</Part>;
	if (part === 'retention') return <Part title="Retention">{<RetentionForm />}</Part>;
	if (part === 'erasures') return <Part title="Erasures">{<Erasures />}</Part>;
	if (part === 'account') return <Part title="Account">{<Account />}</Part>;
	if (part !== 'sites') return <NotFound />;
	if (id === 'new') return <Part title="Add a site">{<NewSite />}</Part>;
	return <Part title="Sites">{id ? <OneSite key={id} id={id} /> : <Sites />}</Part>;
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
	const { path } = useLocation();
	const here = path === '/settings' ? '/settings/sites' : path;
	return (
		<Page title={title} heading="Settings">
			<nav class="tabs" aria-label="Settings">
				{parts.map((each) => (
					<a key={each.path} href={each.path} {...(isUnder(here, each.path) && { 'aria-current': 'page' })}>
						{each.title}
					</a>
				))}
			</nav>
			{children}
		</Page>
	);
}
