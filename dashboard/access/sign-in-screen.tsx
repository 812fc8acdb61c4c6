import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { useTitle } from '../layout/page.tsx';
import { openSession, session } from '../layout/session.ts';
import { Mark } from '../layout/sidebar.tsx';
import { ApiError } from '../request.ts';
import { Button } from '../ui/button.tsx';
import { Field, Text } from '../ui/field.tsx';
import './access.css';
import { returnTo } from './return-to.ts';

/** What a refused sign-in means, in words that do not say whether the address is known. */
function explain(error: unknown): string {
	if (!(error instanceof ApiError)) return 'Something went wrong in the dashboard. Reload the page and try again.';
	if (error.status === 429) return 'Too many attempts. Wait a minute, then try again.';
	if (error.status === 401 || error.status === 403) return 'That e-mail address and password do not go together.';
	return `${error.message} ${error.hint ?? ''}`;
}

export default function SignInScreen() {
	useTitle('Sign in');
	const { query, route } = useLocation();
	const [email, setEmail] = useState('');
	const [password, setPassword] = useState('');
	const [problem, setProblem] = useState<string>();
	const [busy, setBusy] = useState(false);
	const signedIn = session.value.state === 'in';
	useEffect(() => {
		if (signedIn) route(returnTo(query.to), true);
	}, [signedIn]);
	async function signIn(event: SubmitEvent) {
		event.preventDefault();
		setBusy(true);
		setProblem(undefined);
		try {
			await api.signIn(email.trim(), password);
			await openSession();
			if (session.value.state === 'out')
				setProblem('The browser did not keep the session. Allow cookies for this site.');
		} catch (error) {
			setProblem(explain(error));
		}
		setBusy(false);
	}
	return (
		<main class="access">
			<form class="card access-card" onSubmit={signIn}>
				<Mark size={36} />
				<h1>Sign in to Edgewise</h1>
				{problem && (
					<div class="notice bad" role="alert">
						{problem}
					</div>
				)}
				<Field label="E-mail">
					<Text type="email" value={email} onChange={setEmail} required autocomplete="username" />
				</Field>
				<Field label="Password">
					<Text type="password" value={password} onChange={setPassword} required autocomplete="current-password" />
				</Field>
				<Button kind="primary" type="submit" busy={busy}>
					Sign in
				</Button>
			</form>
		</main>
	);
}
