import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { session } from '../layout/session.ts';
import type { Profile } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Text } from '../ui/field.tsx';
import { plural } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { attempt } from '../ui/toast.tsx';
import { profileName } from './profile-name.ts';

/** What may be done with all that is kept of a person: take it out, or erase it. Not for viewers. */
export function OnePerson({ profile }: { profile: Profile }) {
	const [asking, setAsking] = useState(false);
	const mayWrite = session.value.state === 'in' && session.value.me.user.role !== 'viewer';
	if (!mayWrite) return null;
	return (
		<>
			<a class="button quiet" href={api.personUrl(profile.id)} download>
				<Icon name="download" size={16} />
				Export
			</a>
			<Button kind="quiet" danger icon="trash" onClick={() => setAsking(true)}>
				Erase
			</Button>
			{asking && <Erase profile={profile} onClose={() => setAsking(false)} />}
		</>
	);
}

/** Says what will happen before it does: nothing brings an erased person back. */
function Erase({ profile, onClose }: { profile: Profile; onClose: () => void }) {
	const { route } = useLocation();
	const [reference, setReference] = useState('');
	async function erase() {
		if (!(await attempt(() => api.eraseProfile(profile.id, reference), 'The person is being erased'))) return;
		onClose();
		route('/settings/erasures');
	}
	return (
		<Dialog title={`Erase ${profileName(profile)}?`} onClose={onClose}>
			<div class="stack loose">
				<p class="soft">
					Erased are the profile with its traits and {plural(profile.events, 'event')}, its identities, its way through
					journeys, its deliveries and mails, and its lines in the archive. Nothing brings them back, and nothing that
					was planned for this person happens.
				</p>
				<p class="soft">
					What is only counted stays, and so do backups and exports that somebody has made. If the person comes again,
					it is as somebody new.
				</p>
				<Field label="Reference" hint="What you call the request. It stays in the receipt, so name nobody in it.">
					<Text value={reference} onChange={setReference} placeholder="Letter of 24 November" />
				</Field>
			</div>
			<div class="actions">
				<Button onClick={onClose}>Cancel</Button>
				<Button kind="primary" danger onClick={erase}>
					Erase for ever
				</Button>
			</div>
		</Dialog>
	);
}
