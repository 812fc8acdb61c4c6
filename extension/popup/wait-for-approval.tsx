import browser from 'webextension-polyfill';
import type { Connection } from '../messages.ts';
import { disconnect } from './state.ts';

/** Shows the code that a person compares with the one on the workspace's page before approving it there. */
export function WaitForApproval({ waiting }: { waiting: Extract<Connection, { state: 'waiting' }> }) {
	return (
		<section class="waiting">
			<p>
				Approve this code in your workspace at <strong>{new URL(waiting.workspace).host}</strong>, if it is the same
				there.
			</p>
			<output class="code" aria-label="Your code">
				{waiting.userCode}
			</output>
			<p class="row soft" role="status">
				<span class="dot" /> Waiting for your approval…
			</p>
			<div class="row">
				<button type="button" class="primary grow" onClick={() => browser.tabs.create({ url: waiting.approveUrl })}>
					Open the page again
				</button>
				<button type="button" onClick={disconnect}>
					Cancel
				</button>
			</div>
		</section>
	);
}
