import { signal } from '@preact/signals';
import { ApiError } from '../request.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface Toast {
	readonly id: number;
	readonly kind: 'good' | 'bad';
	readonly text: string;
	readonly hint: string | undefined;
}

const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Says a result in a corner. Good news goes away by itself; bad news stays until it is dismissed. Answers its id. */
export function toast(kind: Toast['kind'], text: string, hint?: string): number {
	const id = ++last;
	toasts.value = [...toasts.value.slice(-3), { id, kind, text, hint }];
	if (kind === 'good') setTimeout(() => dismiss(id), 4000);
	return id;
}

/** Says what went wrong, with the API's own hint. */
export function toastError(error: unknown): number {
	if (error instanceof ApiError) return toast('bad', error.message, error.hint);
	return toast('bad', 'Something went wrong in the dashboard.', error instanceof Error ? error.message : undefined);
}

/** What is told of actions that failed, by what they say when done. */
const failures = new Map<string, number>();

/** Runs an action; says `done` or what went wrong, in place of what went wrong the last time. Answers whether it worked. */
export async function attempt(action: () => Promise<unknown>, done?: string): Promise<boolean> {
	try {
		await action();
		if (done) {
			dismiss(failures.get(done));
			toast('good', done);
		}
		return true;
	} catch (error) {
		const id = toastError(error);
		if (done) {
			dismiss(failures.get(done));
			failures.set(done, id);
		}
		return false;
	}
}

function dismiss(id: number | undefined): void {
	toasts.value = toasts.value.filter((item) => item.id !== id);
}

export function Toasts() {
	return (
		<section class="toasts" aria-label="Notifications" aria-live="polite">
			{toasts.value.map(({ id, kind, text, hint }) => (
				<div key={id} class={`toast ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
					<Icon name={kind === 'good' ? 'check' : 'warning'} />
					<div class="grow wrap-anywhere">
						{text}
						{hint && <div class="soft small">{hint}</div>}
					</div>
					<Button kind="quiet" small icon="close" label="Dismiss" onClick={() => dismiss(id)} />
				</div>
			))}
		</section>
	);
}
