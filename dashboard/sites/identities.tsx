import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import type { IdentityKind } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { Numeric } from '../ui/numeric.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useBegin } from '../ui/use-begin.ts';
import { useDraft } from '../ui/use-draft.ts';
import { useLoad } from '../ui/use-load.ts';

const fresh: IdentityKind = { kind: '', trait: '', priority: 40, max: 5, joins: 'always', isBuiltIn: false };

/** By what people are found and merged: each kind of identity with its priority, its limit, and whose word joins people. */
export function Identities() {
	const loaded = useLoad('identity-kinds', api.identityKinds);
	const [adding, setAdding] = useState(false);
	const close = () => setAdding(false);
	return (
		<div class="stack loose">
			<p class="soft narrow">
				What both of two profiles have makes them one person, at the word of your server only. Where the identities of
				an event lead to different people, it belongs to the one of the highest priority. The guard keeps apart who
				would have more of a kind than its limit, who has another userId, and who only shares an address such as info@.
			</p>
			<Await of={loaded}>
				{({ items }) => (
					<>
						{items.map((kind) => (
							<Kind key={kind.kind} saved={kind} changed={loaded.reload} />
						))}
					</>
				)}
			</Await>
			{adding ? (
				<Kind
					saved={fresh}
					changed={() => {
						close();
						loaded.reload();
					}}
					cancel={close}
				/>
			) : (
				<div>
					<Button icon="plus" onClick={() => setAdding(true)}>
						Add a kind
					</Button>
				</div>
			)}
		</div>
	);
}

/** What cannot be chosen of a kind is not offered: whose it is, is decided elsewhere. */
const fixed: readonly string[] = ['userId', 'anonymousId'];

interface KindProps {
	readonly saved: IdentityKind;
	readonly changed: () => void;
	/** Gives up a new one. */
	readonly cancel?: () => void;
}

function Kind({ saved, changed, cancel }: KindProps) {
	const isNew = cancel !== undefined;
	const fields = useBegin<HTMLDivElement>(isNew);
	const draft = useDraft<IdentityKind>(saved);
	const { kind, trait, priority, max, joins, isBuiltIn } = draft.value;
	const save = async () => {
		if (await attempt(() => api.saveIdentityKind(draft.value), 'Identities saved')) changed();
	};
	return (
		<Card
			title={
				isNew ? (
					'A kind of your own'
				) : (
					<span class="row">
						<span class="mono">{kind}</span>
						{!isBuiltIn && <Badge>your own</Badge>}
					</span>
				)
			}
			actions={
				<>
					{cancel ? (
						<Button kind="quiet" onClick={cancel}>
							Cancel
						</Button>
					) : (
						<Remove kind={saved} changed={changed} />
					)}
					<SaveActions draft={draft} fresh={isNew} save={save} />
				</>
			}
		>
			<div class="stack loose narrow" ref={fields}>
				{isNew && (
					<Field label="Name" hint="For instance customerNumber.">
						<Text mono value={kind} onChange={(next) => draft.change({ kind: next })} />
					</Field>
				)}
				{!isBuiltIn && (
					<Field label="Trait" hint="The trait of your server's identify calls that carries it.">
						<Text mono value={trait ?? ''} onChange={(next) => draft.change({ trait: next })} />
					</Field>
				)}
				<Field label="Priority" hint="The higher one decides.">
					<Numeric value={priority} empty={0} onChange={(next) => draft.change({ priority: Math.round(next ?? 0) })} />
				</Field>
				{kind !== 'userId' && (
					<Field
						label="At most"
						hint={kind === 'anonymousId' ? 'Devices that one person may have.' : 'As many may one person have.'}
					>
						<Numeric value={max} empty={0} onChange={(next) => draft.change({ max: Math.round(next ?? 0) })} />
					</Field>
				)}
				{!fixed.includes(kind) && (
					<Field
						label="Makes people one"
						hint="Whoever may type an address into a form must not become its owner: let only those count that you have verified."
					>
						<Select
							value={joins}
							onChange={(next) => draft.change({ joins: next })}
							options={[
								['verified', `When your server says ${trait || 'trait'}_verified: true beside it`],
								['always', 'Whenever your server says so'],
								['never', 'Never'],
							]}
						/>
					</Field>
				)}
			</div>
		</Card>
	);
}

function Remove({ kind, changed }: { kind: IdentityKind; changed: () => void }) {
	const remove = async () => {
		const yes =
			kind.isBuiltIn ||
			(await confirm({
				title: `Delete the kind ${kind.kind}?`,
				body: 'People who were merged by it stay merged. It finds and joins nobody any more.',
				action: 'Delete',
				danger: true,
			}));
		if (
			yes &&
			(await attempt(() => api.deleteIdentityKind(kind.kind), kind.isBuiltIn ? 'Back to the default' : 'Deleted'))
		)
			changed();
	};
	return (
		<Button kind="quiet" onClick={remove}>
			{kind.isBuiltIn ? 'Default' : 'Delete'}
		</Button>
	);
}
