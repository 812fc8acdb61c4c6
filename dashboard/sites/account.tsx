import { session, signOut } from '../layout/session.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { attempt } from '../ui/toast.tsx';

/** Who one is here. */
export function Account() {
	const current = session.value;
	if (current.state !== 'in') return null;
	const { user, workspace } = current.me;
	return (
		<Card title="Account" actions={<Button onClick={() => attempt(signOut)}>Sign out</Button>}>
			<dl class="facts">
				<dt>Name</dt>
				<dd>{user.name}</dd>
				<dt>E-mail</dt>
				<dd>{user.email}</dd>
				<dt>Workspace</dt>
				<dd>{workspace.name}</dd>
			</dl>
		</Card>
	);
}
