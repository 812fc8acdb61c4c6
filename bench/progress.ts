/** Tells how far long work has come: on one line that is written over, where a person looks on. */
export function showProgress(done: number, of: number, what: string): void {
	if (!process.stderr.isTTY) return;
	process.stderr.write(`\r\x1b[K${done < of ? `  ${what}: ${done} of ${of}` : ''}`);
}
