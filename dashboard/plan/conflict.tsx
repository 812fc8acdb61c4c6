import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** Somebody else saved meanwhile: whoever is here decides whose plan it is to be. */
export function Conflict({ onReload, onOverwrite }: { onReload: () => void; onOverwrite: () => Promise<unknown> }) {
	return (
		<div class="notice warn conflict" role="alert">
			<Icon name="warning" />
			<div class="stack">
				<p>Somebody else has saved this plan since you opened it. Nothing of yours is saved yet.</p>
				<div class="row wrap">
					<Button small onClick={onReload}>
						Discard mine and load theirs
					</Button>
					<Button small danger onClick={onOverwrite}>
						Save mine over theirs
					</Button>
				</div>
			</div>
		</div>
	);
}
