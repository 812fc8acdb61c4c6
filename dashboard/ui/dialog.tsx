import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';

/** A modal on the native dialog element, which keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
	const element = useRef<HTMLDialogElement>(null);
	const id = useId();
	useLayoutEffect(() => {
		const dialog = element.current;
		dialog?.showModal();
		return () => dialog?.close();
	}, []);
	return (
		<dialog
			ref={element}
			class="dialog"
			aria-labelledby={id}
			// The one that is taken away says so too, later: nobody waits for it any more.
			onClose={(event) => event.currentTarget.isConnected && props.onClose()}
		>
			<h2 id={id}>{props.title}</h2>
			{props.children}
		</dialog>
	);
}

interface Question {
	readonly title: string;
	readonly body: string;
	/** What the confirming button says: the verb. */
	readonly action: string;
	readonly danger?: boolean;
}

const asked = signal<{ readonly question: Question; readonly answer: (yes: boolean) => void } | null>(null);

/** Asks before something that cannot be undone. */
export function confirm(question: Question): Promise<boolean> {
	asked.value?.answer(false);
	return new Promise((resolve) => {
		asked.value = {
			question,
			answer: (yes) => {
				asked.value = null;
				resolve(yes);
			},
		};
	});
}

/** Where questions appear; stands once, in the shell. */
export function Questions() {
	const current = asked.value;
	if (!current) return null;
	const { question, answer } = current;
	return (
		<Dialog title={question.title} onClose={() => answer(false)}>
			<p class="soft">{question.body}</p>
			<div class="actions">
				<Button onClick={() => answer(false)}>Cancel</Button>
				<Button kind="primary" danger={question.danger === true} onClick={() => answer(true)}>
					{question.action}
				</Button>
			</div>
		</Dialog>
	);
}
