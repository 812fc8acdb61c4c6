import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askFromPopup } from '../ask.ts';
import type { PopupAnswers, SiteTab } from '../messages.ts';
import { askPermission } from './ask-permission.ts';
import { attempt, busy } from './state.ts';

/** The pages that can be edited: open tabs of the workspace's sites, the one in front first. */
export function ChoosePage({ workspace }: { workspace: string }) {
	const list = useSignal<PopupAnswers['list-site-tabs'] | null>(null);
	useEffect(() => {
		const read = () =>
			attempt(async () => {
				list.value = await askFromPopup('list-site-tabs', {});
			});
		read();
		// As a tab of its own the popup stays open while other tabs come and go.
		const onUpdated = (_tabId: number, { status, title }: { status?: string; title?: string }) => {
			if (status === 'complete' || title !== undefined) read();
		};
		browser.tabs.onUpdated.addListener(onUpdated);
		browser.tabs.onRemoved.addListener(read);
		return () => {
			browser.tabs.onUpdated.removeListener(onUpdated);
			browser.tabs.onRemoved.removeListener(read);
		};
	}, [list]);
	if (!list.value) return <section class="soft">{busy.value && 'Looking for your pages…'}</section>;
	const { sites, tabs } = list.value;
	const [first] = tabs;
	if (!first) return <NoPage hostnames={sites.flatMap((site) => site.hostnames)} workspace={workspace} />;
	return (
		<section>
			<h2>{first.current ? 'This page' : 'Open pages of your sites'}</h2>
			<ul class="tabs">
				{tabs.map((tab) => (
					<Page key={tab.tabId} tab={tab} foremost={tab === first} />
				))}
			</ul>
		</section>
	);
}

function Page({ tab, foremost }: { tab: SiteTab; foremost: boolean }) {
	const edit = () =>
		attempt(async () => {
			await askPermission(tab.url);
			await askFromPopup('open-panel', { tabId: tab.tabId });
			close();
		});
	return (
		<li>
			<span class="grow">
				<strong class="cut">{tab.title}</strong>
				<span class="cut soft">
					{tab.siteName} · {new URL(tab.url).pathname}
				</span>
			</span>
			<button type="button" class={foremost ? 'primary' : ''} disabled={busy.value} onClick={edit}>
				Edit this page
			</button>
		</li>
	);
}

function NoPage({ hostnames, workspace }: { hostnames: readonly string[]; workspace: string }) {
	const open = (hostname: string) => browser.tabs.create({ url: siteUrl(hostname, workspace) });
	return (
		<section>
			<p>
				{hostnames.length
					? 'Open a page of one of your sites, then come back here to edit it.'
					: 'Your workspace has no site yet. Add one in the dashboard.'}
			</p>
			{hostnames.map((hostname) => (
				<button type="button" key={hostname} onClick={() => open(hostname)}>
					Open {hostname}
				</button>
			))}
		</section>
	);
}

/** A site's address: https, except on this machine, where sites share the workspace's scheme and port. */
function siteUrl(hostname: string, workspace: string): string {
	if (!/(^|\.)localhost$/.test(hostname)) return `https://${hostname}/`;
	const url = new URL('/', workspace);
	url.hostname = hostname;
	return url.href;
}
