import type { Namespace } from '../../core/hash/index.ts';
import type { Experience } from '../../core/release/types.ts';
import { Field, Text } from '../ui/field.tsx';
import { Percent } from './percent.tsx';

interface Props {
	readonly value: Namespace | null;
	readonly onChange: (namespace: Namespace | null) => void;
	readonly others: readonly Experience[];
}

/** A group's visitors are divided, so that nobody is in two of its experiences. */
export function ExclusiveGroup({ value, onChange, others }: Props) {
	const [name, from, to] = value ?? ['', 0, 1];
	const groups = [...new Set(others.flatMap((other) => other.namespace?.[0] ?? []))];
	const members = others.filter((other) => other.namespace?.[0] === name);
	const set = (next: readonly [string, number, number]) => onChange(next[0] === '' ? null : next);
	return (
		<div class="stack">
			<Field label="Exclusive group" hint="Experiences of one group share out its visitors. Empty for none.">
				<Text value={name} onChange={(text) => set([text, from, to])} placeholder="checkout" suggestions={groups} />
			</Field>
			{name !== '' && (
				<div class="edit-grid">
					<Field label="Its part from, %">
						<Percent value={from} onChange={(share) => set([name, share, to])} />
					</Field>
					<Field label="To, %" {...(from >= to && { problem: 'This ends before it begins.' })}>
						<Percent value={to} onChange={(share) => set([name, from, share])} />
					</Field>
				</div>
			)}
			{members.length > 0 && (
				<ul class="stack tight small" aria-label={`Others in the group ${name}`}>
					{members.map((member) => (
						<Member key={member.id} member={member} from={from} to={to} />
					))}
				</ul>
			)}
		</div>
	);
}

/** Another experience of the group, and whether it shares visitors with this one. */
function Member({ member, from, to }: { member: Experience; from: number; to: number }) {
	const [, begins, ends] = member.namespace ?? ['', 0, 0];
	const shares = from < ends && begins < to;
	return (
		<li class={shares ? 'problem' : 'soft'}>
			“{member.name}” has {percent(begins)}–{percent(ends)} %{shares && ': some of the same visitors'}
		</li>
	);
}

function percent(share: number): number {
	return Math.round(share * 1000) / 10;
}
