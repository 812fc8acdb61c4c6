import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { ExplainedMembership } from '../segments/explained.tsx';
import type { MembershipWord, Profile } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { Select } from '../ui/field.tsx';
import { Await } from '../ui/states.tsx';
import { Ago } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';

interface Props {
	readonly profile: Profile;
	/** Somebody was put in or out of a segment: what is shown is out of date. */
	readonly onChange: () => void;
}

/** The segments this person is in or kept out of, each with its reason; for any other segment why not; and a way in and out by hand. */
export function Memberships({ profile: { id, segments, keptOut }, onChange }: Props) {
	const [asked, setAsked] = useState('');
	const all = useLoad('segments', api.segments);
	const others = (all.data?.items ?? []).filter((one) => ![...segments, ...keptOut].some((own) => own.id === one.id));
	const other = others.find((one) => one.id === asked);
	const toggle = (segmentId: string) => setAsked(asked === segmentId ? '' : segmentId);
	const set = (segmentId: string, membership: MembershipWord, done: string) => () =>
		attempt(async () => {
			await api.setMembers(segmentId, [id], membership);
			onChange();
		}, done);
	const why = (segmentId: string, since: unknown) => <Why profileId={id} segmentId={segmentId} since={String(since)} />;
	const byRule = (segmentId: string) => (
		<Button small onClick={set(segmentId, 'rule', 'The rule decides again')}>
			Let the rule decide
		</Button>
	);
	return (
		<Card title="Segments">
			<div class="stack">
				{segments.length === 0 && <p class="soft">In no segment now.</p>}
				{segments.map(({ id: segmentId, name, since, byHand }) => (
					<Row
						key={segmentId}
						{...{ id: segmentId, name, since }}
						note={byHand && 'by hand'}
						open={asked === segmentId}
						toggle={toggle}
					>
						{why(segmentId, since)}
						<div class="row wrap">
							{byHand && byRule(segmentId)}
							<Button small onClick={set(segmentId, 'out', `Kept out of “${name}”`)}>
								Keep out
							</Button>
						</div>
					</Row>
				))}
				{keptOut.map(({ id: segmentId, name, since }) => (
					<Row
						key={segmentId}
						{...{ id: segmentId, name, since }}
						note="kept out"
						open={asked === segmentId}
						toggle={toggle}
					>
						{why(segmentId, since)}
						<div class="row wrap">
							{byRule(segmentId)}
							<Button small onClick={set(segmentId, 'in', `Put into “${name}”`)}>
								Put in
							</Button>
						</div>
					</Row>
				))}
				{others.length > 0 && (
					<Select
						label="Why not in another segment?"
						value={other ? asked : ''}
						onChange={setAsked}
						options={[['', 'Why not in…'], ...others.map((one) => [one.id, one.name] as const)]}
					/>
				)}
				{other && (
					<div class="stack tight">
						{why(other.id, '')}
						<div class="row wrap">
							<Button small icon="plus" onClick={set(other.id, 'in', `Put into “${other.name}”`)}>
								Put in by hand
							</Button>
						</div>
					</div>
				)}
			</div>
		</Card>
	);
}

function Row(props: {
	id: string;
	name: string;
	since: string | number;
	note: string | false;
	open: boolean;
	toggle: (id: string) => void;
	children: ComponentChildren;
}) {
	const { id, name, since, note, open, toggle } = props;
	return (
		<div class="stack tight">
			<div class="row apart">
				<div class="grow">
					<div class="truncate" title={name}>
						<a href={`/segments/${encodeURIComponent(id)}`}>{name}</a>
					</div>
					<div class="faint small">
						since <Ago at={since} />
					</div>
				</div>
				<div class="row">
					{note && <Badge tone="info">{note}</Badge>}
					<Button kind="quiet" small label={`Why ${name}?`} onClick={() => toggle(id)}>
						{open ? 'Hide' : 'Why?'}
					</Button>
				</div>
			</div>
			{open && props.children}
		</div>
	);
}

function Why({ profileId, segmentId, since }: { profileId: string; segmentId: string; since: string }) {
	const loaded = useLoad(`why:${profileId}:${segmentId}:${since}`, (signal) =>
		api.explainMembership(profileId, segmentId, signal),
	);
	return (
		<div class="why">
			<Await of={loaded}>{(membership) => <ExplainedMembership membership={membership} />}</Await>
		</div>
	);
}
