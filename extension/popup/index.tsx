import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { Connection } from '../messages.ts';
import { Mark } from '../ui/mark.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { ChoosePage } from './choose-page.tsx';
import { ConnectForm } from './connect-form.tsx';
import { connection, disconnect, followConnection, trouble } from './state.ts';
import { WaitForApproval } from './wait-for-approval.tsx';

/** The toolbar's popup. Opened as a tab it is the same, and lists the open pages of the workspace's sites. */
function Popup() {
	const now = connection.value;
	return (
		<>
			<header>
				<Mark />
				<h1 class="grow">Edgewise</h1>
				{now?.state === 'connected' && <span class="soft cut">{now.me.workspace.name}</span>}
			</header>
			{now?.state === 'disconnected' && <ConnectForm workspace={now.workspace} says={now.says} />}
			{now?.state === 'waiting' && <WaitForApproval waiting={now} />}
			{now?.state === 'connected' && <ChoosePage workspace={now.workspace} />}
			{trouble.value && (
				<section>
					<Trouble trouble={trouble.value} />
				</section>
			)}
			{now?.state === 'connected' && <Connected connected={now} />}
		</>
	);
}

function Connected({ connected }: { connected: Extract<Connection, { state: 'connected' }> }) {
	return (
		<footer>
			<p class="row soft">
				<span class="dot" />
				<span class="cut">{connected.me.user.email}</span>
			</p>
			<button type="button" class="plain" onClick={() => browser.tabs.create({ url: connected.workspace })}>
				Dashboard
			</button>
			<button type="button" class="plain" onClick={disconnect}>
				Disconnect
			</button>
		</footer>
	);
}

const root = document.querySelector('#popup');
if (root) render(<Popup />, root);
const stop = new AbortController();
addEventListener('pagehide', () => stop.abort(), { once: true });
followConnection(stop.signal);
