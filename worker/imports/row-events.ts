import { digest } from '../../core/hash/digest.ts';
import { accountCall, type Mapping, type RowCall, rowCall } from '../../core/import/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Job, RefusedLine } from './job.ts';
import type { Row } from './read-rows.ts';

/** A row that became a call, with the `messageId` that it always has. */
export interface RowEvent {
	readonly line: number;
	readonly call: RowCall & { readonly messageId: string };
}

export interface RowEvents {
	readonly events: readonly RowEvent[];
	readonly refused: readonly RefusedLine[];
	/** How often each row of these has been met by now, by its key: of rows that are alike, each is an event of its own. */
	readonly met: ReadonlyMap<string, number>;
}

/**
 * What rows become. A row's `messageId` is made of what stands in it and of how many rows like it came before, so that the
 * same file again has the same ones, wherever it was interrupted and whatever was added to it.
 * @param metBefore how often a row has been met in what was read before.
 */
export function rowEvents(
	job: Job,
	rows: readonly Row[],
	metBefore: (keys: readonly string[]) => ReadonlyMap<string, number>,
): RowEvents {
	const refused: RefusedLine[] = [];
	const made: { line: number; key: string; call: RowCall }[] = [];
	for (const row of rows) {
		try {
			if (!row.cells) throw row.refusal ?? new Refusal('import-line', 'The line is broken.');
			const call = rowCall(job.kind, row.cells, job.mapping, job.asOf);
			const account = job.kind === 'people' ? accountCall(row.cells, job.mapping, job.asOf) : null;
			for (const one of account ? [call, account] : [call])
				made.push({ line: row.line, key: keyOf(job, row, one), call: one });
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			refused.push(refusedLine(row.line, error, job.mapping));
		}
	}
	const met = new Map(job.kind === 'events' ? metBefore(made.map(({ key }) => key)) : []);
	const events = made.map(({ line, key, call }) => {
		const before = met.get(key) ?? 0;
		// Somebody said twice to be the same is the same once.
		if (job.kind === 'events') met.set(key, before + 1);
		return { line, call: { ...call, messageId: `import:${key}${before === 0 ? '' : `:${before}`}` } };
	});
	return { events, refused, met };
}

/**
 * An event is known by its row as the file has it, so that a mapping that was mended does not count it twice; what is said of a
 * person, or a company, by what it says, and when.
 */
function keyOf({ kind, siteId }: Job, { cells }: Row, call: RowCall): string {
	const who = [siteId, call.userId ?? null, call.anonymousId ?? null];
	const said = call.type === 'group' ? [call.timestamp, call.traits, call.groupId] : [call.timestamp, call.traits];
	const what = kind === 'events' ? [call.event ?? null, [...(cells ?? [])]] : said;
	return digest(JSON.stringify([kind, who, what])).slice(0, 40);
}

/** A refusal, of whatever kind. */
type Complaint = Pick<Refusal, 'code' | 'message'> & {
	readonly hint?: string | undefined;
	readonly path?: string | undefined;
};

/** A refusal told of a line, with the column that its path is about. */
export function refusedLine(line: number, { code, message, hint, path }: Complaint, mapping: Mapping): RefusedLine {
	return { line, column: path === undefined ? null : columnOf(path, mapping), code, message, hint: hint ?? null };
}

function columnOf(path: string, { columns }: Mapping): string | null {
	const ofAccount = path.replace(/^traits\./, 'account.');
	const named = columns.find(({ column }) => column === path);
	const target = columns.find(({ to }) => to === path || (to !== '' && path.startsWith(`${to}.`)));
	const company = columns.find(({ to }) => to === ofAccount);
	return (named ?? target ?? company)?.column ?? (path === '' ? null : path);
}
