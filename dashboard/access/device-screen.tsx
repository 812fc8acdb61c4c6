import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { useTitle } from '../layout/page.tsx';
import { openSession, session } from '../layout/session.ts';
import { Mark } from '../layout/sidebar.tsx';
import { Button } from '../ui/button.tsx';
import { Field, Text } from '../ui/field.tsx';
import { Await, Failure } from '../ui/states.tsx';
import { toastError } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import './access.css';
import { signInPath } from './return-to.ts';

/** Approves the browser extension (RFC 8628): shows the code that the extension shows, so that a person can compare. */
export default function DeviceScreen() {
	useTitle('Connect the extension');
	const { query, url, route } = useLocation();
	const { value } = session;
	useEffect(() => {
		if (value.state === 'unknown') openSession();
		if (value.state === 'out') route(signInPath(url), true);
	}, [value.state]);
	if (value.state === 'failed') return <Failure error={value.error} retry={openSession} />;
	if (value.state !== 'in') return null;
	const code = query.user_code;
	return (
		<main class="access">
			<div class="card access-card">
				<Mark size={36} />
				{code ? <Request code={code} email={value.me.user.email} /> : <EnterCode />}
			</div>
		</main>
	);
}

function EnterCode() {
	const { route } = useLocation();
	const [code, setCode] = useState('');
	return (
		<form
			class="stack"
			onSubmit={(event) => {
				event.preventDefault();
				route(`/device?user_code=${encodeURIComponent(code.trim())}`);
			}}
		>
			<h1>Connect the extension</h1>
			<Field label="Code" hint="The extension shows it when you press Connect.">
				<Text value={code} onChange={setCode} required mono autocomplete="off" />
			</Field>
			<Button kind="primary" type="submit">
				Continue
			</Button>
		</form>
	);
}

function Request({ code, email }: { code: string; email: string }) {
	const loaded = useLoad(`device:${code}`, (signal) => api.device(code, signal));
	const [answered, setAnswered] = useState<'approve' | 'deny'>();
	async function answer(choice: 'approve' | 'deny') {
		try {
			await api.answerDevice(code, choice);
			setAnswered(choice);
		} catch (error) {
			toastError(error);
			loaded.reload();
		}
	}
	return (
		<Await of={loaded}>
			{({ status, client_id }) => {
				if (answered === 'approve' || status === 'approved') return <Answered title="The extension is connected" />;
				if (answered === 'deny' || status === 'denied') return <Answered title="The request was denied" />;
				return (
					<>
						<h1>Connect the extension?</h1>
						<p class="soft">
							{client_id === 'edgewise-extension' ? 'The Edgewise browser extension' : (client_id ?? 'A program')} asks
							to see and change experiences as <b>{email}</b>. Approve only if it shows this code:
						</p>
						<div class="device-code mono">{code}</div>
						<div class="row">
							<Button kind="primary" onClick={() => answer('approve')}>
								Approve
							</Button>
							<Button onClick={() => answer('deny')}>Deny</Button>
						</div>
					</>
				);
			}}
		</Await>
	);
}

function Answered({ title }: { title: string }) {
	return (
		<>
			<h1>{title}</h1>
			<p class="soft">
				You can close this tab, or <a href="/">go to the dashboard</a>.
			</p>
		</>
	);
}
