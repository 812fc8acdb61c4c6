import { useState } from 'preact/hooks';
import type { Explanation } from '../../core/condition/types.ts';
import { api } from '../api.ts';
import type { Profile } from '../shapes.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Select } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Await } from '../ui/states.tsx';
import { Ago } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';

/** The segments this person is in, each with its reason; and for any other segment, why not. */
export function Memberships({ profileId, segments }: { profileId: string; segments: Profile['segments'] }) {
	const [asked, setAsked] = useState('');
	const all = useLoad('segments', api.segments);
	const others = (all.data?.items ?? []).filter(({ id }) => !segments.some((own) => own.id === id));
	const toggle = (id: string) => setAsked(asked === id ? '' : id);
	return (
		<Card title="Segments">
			<div class="stack">
				{segments.length === 0 && <p class="soft">In no segment now.</p>}
				{segments.map(({ id, name, since }) => (
					<div key={id} class="stack tight">
						<div class="row apart">
							<div class="truncate">
								<a href={`/segments/${encodeURIComponent(id)}`}>{name}</a>
								<span class="faint small">
									{' '}
									since <Ago at={since} />
								</span>
							</div>
							<Button kind="quiet" small onClick={() => toggle(id)}>
								{asked === id ? 'Hide' : 'Why?'}
							</Button>
						</div>
						{asked === id && <Why profileId={profileId} segmentId={id} />}
					</div>
				))}
				{others.length > 0 && (
					<Select
						label="Why not in another segment?"
						value={others.some(({ id }) => id === asked) ? asked : ''}
						onChange={setAsked}
						options={[['', 'Why not in…'], ...others.map(({ id, name }) => [id, name] as const)]}
					/>
				)}
				{others.some(({ id }) => id === asked) && <Why profileId={profileId} segmentId={asked} />}
			</div>
		</Card>
	);
}

function Why({ profileId, segmentId }: { profileId: string; segmentId: string }) {
	const loaded = useLoad(`why:${profileId}:${segmentId}`, (signal) =>
		api.explainMembership(profileId, segmentId, signal),
	);
	return (
		<div class="why">
			<Await of={loaded}>{(explanation) => <Explained explanation={explanation} />}</Await>
		</div>
	);
}

/** The explanation's tree: each part with its truth in sign and word. */
function Explained({ explanation }: { explanation: Explanation }) {
	const { matches, says, children } = explanation;
	return (
		<div class="explained">
			<div class={matches ? 'leaf yes' : 'leaf no'}>
				<Icon name={matches ? 'check' : 'close'} size={14} />
				<span class="visually-hidden">{matches ? 'Yes: ' : 'No: '}</span>
				<span class="wrap-anywhere">{says}</span>
			</div>
			{children && children.length > 0 && (
				<div class="branch">
					{children.map((child) => (
						<Explained key={child.path} explanation={child} />
					))}
				</div>
			)}
		</div>
	);
}
