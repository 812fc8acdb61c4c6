import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { DeleteButton } from '../layout/delete-button.tsx';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import { type Editing, savedScreen } from '../layout/saved-screen.tsx';
import type { ComputedTrait, ComputedTraitDraft } from '../shapes/computed.ts';
import { Card } from '../ui/card.tsx';
import { Area, Field, Select, Text } from '../ui/field.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { AmountFields } from './amount-fields.tsx';
import { idFor } from './amount-form.ts';
import { pathOf } from './path-of.ts';
import { SpreadCard } from './spread.tsx';
import { templates } from './templates.ts';

const scopes = { person: 'Of a person', account: 'Of an account' };
const parent = { path: '/computed', title: 'Computed traits' };

/** One computed trait: what it tells, and how it would be spread over everyone. `new` opens a draft. */
export default savedScreen({ title: 'Computed trait', parent, load: api.computedTrait, Edit });

function Edit({ saved, loaded }: Editing<ComputedTrait>) {
	const { route } = useLocation();
	const draft = useDraft<ComputedTraitDraft>(draftOf(saved));
	const { id, scope, name, description, amount } = draft.value;
	async function save() {
		if (saved) {
			return attempt(
				async () => loaded?.set(await api.saveComputedTrait(saved.id, draft.value)),
				'Computed trait saved',
			);
		}
		return attempt(async () => {
			const created = await api.createComputedTrait({ ...draft.value, id: id || idFor(name) });
			forgetUnsaved();
			route(`/computed/${encodeURIComponent(created.id)}`, true);
		}, 'Computed trait created');
	}
	return (
		<Page
			title={name || (saved ? 'Computed trait' : 'New computed trait')}
			parent={parent}
			actions={
				<>
					{saved && <Delete trait={saved} />}
					<SaveActions draft={draft} fresh={!saved} save={save} verb={saved ? 'Save' : 'Create'} />
				</>
			}
		>
			<div key={draft.turn} class="two-columns">
				<div>
					<Card title="What it tells" actions={!saved && <Templates onPick={draft.change} />}>
						<div class="stack loose">
							<Field label="Name">
								<Text value={name} onChange={(name) => draft.change({ name })} placeholder="Orders in 90 days" />
							</Field>
							<Field
								label="Whose"
								hint={
									scope === 'account'
										? 'One value for each account, of what all its members do while they are members.'
										: 'One value for each person, of what they do themselves.'
								}
							>
								{saved ? (
									<input class="input" value={scopes[scope]} readOnly />
								) : (
									<Select
										value={scope}
										onChange={(scope) => draft.change({ scope })}
										options={[
											['person', scopes.person],
											['account', scopes.account],
										]}
									/>
								)}
							</Field>
							<Field
								label="Id"
								hint={
									<>
										Segments and templates read it as{' '}
										<span class="mono">{pathOf({ scope, id: id || idFor(name) || '…' })}</span>
										{saved ? '. An id stays.' : ''}
									</>
								}
							>
								{saved ? (
									<input class="input mono" value={saved.id} readOnly />
								) : (
									<Text
										mono
										value={id}
										onChange={(id) => draft.change({ id })}
										placeholder={idFor(name) || 'orders_90d'}
									/>
								)}
							</Field>
							<AmountFields
								amount={amount}
								onChange={(amount) => draft.change({ amount })}
								onProblem={draft.problem('amount')}
							/>
							<Field label="Description">
								<Area value={description} onChange={(description) => draft.change({ description })} rows={2} />
							</Field>
						</div>
					</Card>
				</div>
				<div>
					<SpreadCard
						scope={scope}
						amount={amount}
						broken={draft.broken}
						onChange={(amount) => draft.change({ amount })}
					/>
				</div>
			</div>
		</Page>
	);
}

function draftOf(saved: ComputedTrait | null): ComputedTraitDraft {
	if (saved) {
		const { id, scope, name, description, amount } = saved;
		return { id, scope, name, description, amount };
	}
	return { id: '', scope: 'person', name: '', description: '', amount: templates[0]?.amount ?? {} };
}

function Templates({ onPick }: { onPick: (draft: Partial<ComputedTraitDraft>) => void }) {
	return (
		<Select
			label="Begin with a ready-made one"
			value=""
			options={[['', 'Begin with…'], ...templates.map(({ id, name }) => [id, name] as const)]}
			onChange={(picked) => {
				const template = templates.find(({ id }) => id === picked);
				if (template) onPick(template);
			}}
		/>
	);
}

function Delete({ trait }: { trait: ComputedTrait }) {
	return (
		<DeleteButton
			what="computed trait"
			name={trait.name}
			body="It is taken from everyone who has it. Nothing that people did is lost, so it can be made again."
			remove={() => api.deleteComputedTrait(trait.id)}
			list="/computed"
		/>
	);
}
