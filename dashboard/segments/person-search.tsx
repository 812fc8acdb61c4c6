import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import type { ProfileSummary } from '../shapes/profiles.ts';
import { Field, Text } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';

const shown = 6;

/** Finds somebody by name, e-mail, userId or id; each of those found is a button. */
export function PersonSearch({ label, onPick }: { label: string; onPick: (profile: ProfileSummary) => void }) {
	const [search, setSearch] = useState('');
	const wanted = search.trim();
	const { data } = useLoad(
		`people:${wanted}`,
		async (signal) => (wanted === '' ? null : api.profiles({ search: wanted }, signal)),
		true,
	);
	const found = wanted === '' ? [] : (data?.items ?? []).slice(0, shown);
	return (
		<div class="stack tight">
			<Field label={label}>
				<Text
					type="search"
					value={search}
					onChange={setSearch}
					placeholder="Name, e-mail, userId or id"
					autocomplete="off"
				/>
			</Field>
			{wanted !== '' && (
				<ul class="found" aria-label="People found">
					{found.map((profile) => (
						<li key={profile.id}>
							<button
								type="button"
								onClick={() => {
									onPick(profile);
									setSearch('');
								}}
							>
								<span class="truncate">{profileName(profile)}</span>
								<span class="faint small truncate">{profile.email ?? profile.userId ?? profile.id}</span>
							</button>
						</li>
					))}
					{data && found.length === 0 && <li class="soft small">Nobody is called that.</li>}
				</ul>
			)}
		</div>
	);
}
