import { useSignal } from '@preact/signals';
import { workspaceOrigin } from '../api/address.ts';
import { askFromPopup } from '../ask.ts';
import { askPermission } from './ask-permission.ts';
import { attempt, busy, connection } from './state.ts';

/** Asks for the workspace's address. `says` tells why an earlier connection ended. */
export function ConnectForm({ workspace, says }: { workspace: string | null; says: string | null }) {
	const address = useSignal(workspace ?? '');
	const submit = (event: Event) => {
		event.preventDefault();
		attempt(async () => {
			await askPermission(workspaceOrigin(address.value));
			connection.value = await askFromPopup('connect', { address: address.value });
		});
	};
	return (
		<form onSubmit={submit}>
			<section>
				<p class="soft">Connect to your workspace to see what acts on a page, and to edit it right there.</p>
				{says && <p class="note warn">{says}</p>}
				<label>
					Workspace address
					<input
						name="address"
						required
						autofocus
						spellcheck={false}
						autocomplete="off"
						placeholder="edgewise.example.com"
						value={address.value}
						onInput={(event) => {
							address.value = event.currentTarget.value;
						}}
					/>
				</label>
				<button type="submit" class="primary" disabled={busy.value}>
					{busy.value ? 'Connecting…' : 'Connect'}
				</button>
			</section>
		</form>
	);
}
