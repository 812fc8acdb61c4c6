/** Where progress is written: a terminal, or a file that someone reads later. */
export interface Screen {
	readonly isTTY?: boolean;
	write(text: string): unknown;
}

const width = 30;

/** A bar that redraws itself on a terminal, and a line for every tenth elsewhere. `total` and what is reported are bytes. */
export function showProgress(screen: Screen, total: number): (done: number) => void {
	let shown = -1;
	return (done) => {
		const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
		const step = screen.isTTY ? percent : Math.floor(percent / 10) * 10;
		if (step <= shown) return;
		shown = step;
		screen.write(screen.isTTY ? `\r${bar(percent)}${percent === 100 ? '\n' : ''}` : `${step}%\n`);
	};
}

function bar(percent: number): string {
	const full = Math.round((percent / 100) * width);
	return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(percent).padStart(3)}%`;
}
