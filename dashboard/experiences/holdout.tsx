import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Percent } from './percent.tsx';

/** The share of all visitors for whom the site changes nothing, whatever experiences there are. */
export function Holdout({ siteId }: { siteId: string }) {
	const loaded = useLoad(`holdout:${siteId}`, (signal) => api.holdout(siteId, signal));
	return (
		<Card title="Held out of everything">
			<Await of={loaded}>{({ share }) => <Edit saved={share} siteId={siteId} onSaved={loaded.set} />}</Await>
		</Card>
	);
}

interface EditProps {
	readonly saved: number;
	readonly siteId: string;
	readonly onSaved: (saved: { readonly share: number }) => void;
}

function Edit({ saved, siteId, onSaved }: EditProps) {
	const [share, setShare] = useState(saved);
	async function save() {
		await attempt(
			async () => onSaved(await api.saveHoldout(siteId, share)),
			'Saved: it counts from the next release on',
		);
	}
	return (
		<div class="stack">
			<Field
				label="Share of visitors, %"
				hint="They see the site as it is. Against them you see what all experiences together bring."
			>
				<Percent value={share} onChange={setShare} />
			</Field>
			{share !== saved && (
				<div>
					<Button small onClick={save}>
						Save
					</Button>
				</div>
			)}
		</div>
	);
}
