import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { DeleteButton } from '../layout/delete-button.tsx';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { capitalise } from '../ui/format.ts';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt } from '../ui/toast.tsx';
import type { Draft } from '../ui/use-draft.ts';
import { SigningSecret } from './signing.tsx';
import { StateBadge } from './state-badge.tsx';

interface Props {
	/** What it is called: `webhook`. */
	readonly what: string;
	readonly list: { readonly path: string; readonly title: string };
	/** Null for one that is not made yet. */
	readonly savedId: string | null;
	readonly draft: Draft<{ readonly name: string }>;
	readonly save: () => Promise<unknown>;
	/** Answers the new one's id, and the secret that is shown this once. */
	readonly create: () => Promise<{ readonly id: string; readonly signingSecret: string }>;
	readonly remove: (id: string) => Promise<unknown>;
	/** What becomes of it when it is deleted. */
	readonly afterwards: string;
	readonly settings: ComponentChildren;
	/** How it does, and what it can be tried with. */
	readonly aside: ComponentChildren;
}

/** Edits one of the owner's endpoints; whoever makes one is shown its signing secret before they go on. */
export function EndpointEditor(props: Props) {
	const { what, list, savedId, draft, settings, aside } = props;
	const { name } = draft.value;
	const { route } = useLocation();
	const [created, setCreated] = useState<{ readonly id: string; readonly signingSecret: string } | null>(null);
	const capital = capitalise(what);
	async function save() {
		if (savedId !== null) return attempt(props.save, `${capital} saved`);
		return attempt(async () => {
			setCreated(await props.create());
			forgetUnsaved();
		}, `${capital} created`);
	}
	return (
		<Page
			title={name || (savedId === null ? `New ${what}` : capital)}
			parent={list}
			actions={
				<>
					{savedId !== null && (
						<DeleteButton
							what={what}
							name={name}
							body={props.afterwards}
							remove={() => props.remove(savedId)}
							list={list.path}
						/>
					)}
					<SaveActions
						draft={{ ...draft, broken: draft.broken || created !== null }}
						fresh={savedId === null}
						save={save}
						verb={savedId === null ? 'Create' : 'Save'}
					/>
				</>
			}
		>
			<div class="two-columns">
				<div key={draft.turn}>{settings}</div>
				<div>{aside}</div>
			</div>
			{created && (
				<SigningSecret
					secret={created.signingSecret}
					onClose={() => route(`${list.path}/${encodeURIComponent(created.id)}`, true)}
				/>
			)}
		</Page>
	);
}

/** Whether it answers, as it was when somebody last looked. */
export function HowItDoes(props: {
	of: Parameters<typeof StateBadge>[0]['of'];
	reload: () => void;
	children: ComponentChildren;
}) {
	return (
		<Card
			title={
				<span class="row">
					How it does <StateBadge of={props.of} />
				</span>
			}
			actions={
				<Button kind="quiet" small onClick={props.reload}>
					Look again
				</Button>
			}
		>
			{props.children}
		</Card>
	);
}
