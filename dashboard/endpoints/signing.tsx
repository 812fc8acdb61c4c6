import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Snippet } from '../ui/copy.tsx';
import { confirm, Dialog } from '../ui/dialog.tsx';
import { attempt } from '../ui/toast.tsx';

/** The secret by which the endpoint knows that Edgewise calls: nobody sees it again. */
export function SigningSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
	return (
		<Dialog title="Your signing secret" onClose={onClose}>
			<div class="stack loose">
				<p class="soft">
					Each call carries <span class="mono">X-Edgewise-Signature: t=…,v1=…</span>, the HMAC-SHA-256 of{' '}
					<span class="mono">t.body</span> under this secret. Check it, and refuse calls that are older than five
					minutes. It is shown this once.
				</p>
				<Snippet code={secret} label="Copy the signing secret" />
			</div>
			<div class="actions">
				<Button kind="primary" onClick={onClose}>
					I have it
				</Button>
			</div>
		</Dialog>
	);
}

/** Makes another secret, which counts at once. */
export function RenewSecret({ renew: ask }: { renew: () => Promise<{ readonly signingSecret: string }> }) {
	const [secret, setSecret] = useState<string | null>(null);
	async function renew() {
		const yes = await confirm({
			title: 'Sign with another secret?',
			body: 'From then on calls are signed with the new one: until your endpoint knows it, it should take both.',
			action: 'Make a new secret',
		});
		if (yes) await attempt(async () => setSecret((await ask()).signingSecret));
	}
	return (
		<>
			<Button kind="quiet" small onClick={renew}>
				New signing secret
			</Button>
			{secret && <SigningSecret secret={secret} onClose={() => setSecret(null)} />}
		</>
	);
}
