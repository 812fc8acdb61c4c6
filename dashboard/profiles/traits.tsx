import { useState } from 'preact/hooks';
import { session } from '../layout/session.ts';
import type { Profile } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatValue } from '../ui/format.ts';
import { Ago } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { TraitForm } from './trait-form.tsx';

/** Each trait with where it came from and when, to be corrected by teammates. Values are visitors' text and stay text. */
export function Traits(props: {
	traits: Profile['traits'];
	/** Says some anew; null takes one back. */
	say: (traits: Readonly<Record<string, unknown>>) => Promise<unknown>;
	/** Where they come from, when there are none. */
	nothing: string;
	onSaved: () => void;
}) {
	const { traits, say, nothing, onSaved } = props;
	/** Which trait is being changed; empty is a new one. */
	const [open, setOpen] = useState<string | null>(null);
	const mayWrite = session.value.state === 'in' && session.value.me.user.role !== 'viewer';
	const entries = Object.entries(traits);
	async function save(key: string, value: unknown) {
		if (!(await attempt(() => say({ [key]: value }), 'Trait saved'))) return;
		setOpen(null);
		onSaved();
	}
	const close = () => setOpen(null);
	return (
		<Card
			title="Traits"
			actions={mayWrite && <Button kind="quiet" small icon="plus" label="Add a trait" onClick={() => setOpen('')} />}
		>
			{entries.length === 0 && <p class="soft">{nothing}</p>}
			{open === '' && <TraitForm trait={null} onSave={save} onClose={close} />}
			<dl class="stack">
				{entries.map(([key, { value, at, source }]) => (
					<div key={key} class="fact">
						<dt class="mono">{key}</dt>
						{open === key ? (
							<dd class="fact-form">
								<TraitForm trait={{ key, value }} onSave={save} onClose={close} />
							</dd>
						) : (
							<>
								<dd>{value === null ? <span class="faint">nothing</span> : formatValue(value)}</dd>
								<dd class="faint small">
									{source} · <Ago at={at} />{' '}
									{mayWrite && (
										<Button kind="quiet" small icon="edit" label={`Change ${key}`} onClick={() => setOpen(key)} />
									)}
								</dd>
							</>
						)}
					</div>
				))}
			</dl>
		</Card>
	);
}
