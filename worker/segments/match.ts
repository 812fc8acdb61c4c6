import type { Condition, Evaluation, Subject } from '../../core/condition/types.ts';
import type { SegmentKind } from './kinds.ts';
import { readersAmong } from './readers.ts';

/** A segment ready to be asked. */
export interface LiveSegment {
	readonly id: string;
	readonly name: string;
	readonly kind: SegmentKind;
	/** The moment of a snapshot, ms; null for other kinds. */
	readonly takenAt: number | null;
	/** ms: what was decided about an earlier segment of this id is not about this one. */
	readonly createdAt: number;
	readonly condition: Condition;
}

/** Where a person stands: since when in which segments, and when which answers could change by themselves (ms). */
export interface Standing {
	readonly segments: Readonly<Record<string, number>>;
	readonly segmentsDue: Readonly<Record<string, number>>;
}

/** What a teammate decided about a person and a segment, and when (ms). It outranks the rule. */
export interface ByHand {
	readonly member: boolean;
	readonly at: number;
}

/** Where a person stood before, and what was decided by hand, by segment. */
export interface Before extends Standing {
	readonly byHand?: Readonly<Record<string, ByHand>>;
	/** Since when the person is known, ms. */
	readonly firstSeenAt?: number;
}

/** What changed since the last match; null asks every segment again that follows its rule. */
export interface Change {
	readonly events: ReadonlySet<string>;
	readonly attributes: ReadonlySet<string>;
}

/** Segments that are asked whatever changed, snapshots among them. */
export type Anew = ReadonlySet<string>;
const none: Anew = new Set();

/**
 * Asks the segments that a change or the passing of time can have moved, in dependency order, and tells the new standing.
 * `subject.segments` is ignored: the standing is the truth, and grows as segments are decided.
 * @param anew asked whatever changed. A snapshot is asked only so: else everyone stays in or out as they were.
 */
export function matchSegments(
	segments: readonly LiveSegment[],
	subject: Omit<Subject, 'segments'>,
	before: Before,
	change: Change | null,
	now: number,
	anew: Anew = none,
): Standing {
	const member: Record<string, number> = {};
	const due: Record<string, number> = {};
	const readers = readersAmong(segments);
	const concerned = change && readers.of(change);
	const inNow = new Map(readers.readSegments ? Object.entries(before.segments) : []);
	const moved = new Set<string>();
	const asked: Subject = { ...subject, segments: inNow };
	for (const segment of segments) {
		const { id } = segment;
		const since = own(before.segments, id);
		const dueBefore = own(before.segmentsDue, id);
		const byHand = decidedByHand(before, segment);
		const isDue = dueBefore !== undefined && dueBefore <= now;
		if (!byHand && !anew.has(id) && stays(segment, concerned, moved, isDue)) {
			if (since !== undefined) member[id] = since;
			if (dueBefore !== undefined && segment.kind === 'live') due[id] = dueBefore;
			continue;
		}
		const { matches, until } = byHand ? settled(byHand.member) : decide(segment, asked, before, now);
		if (matches) member[id] = since ?? now;
		if (until !== Number.POSITIVE_INFINITY) due[id] = until;
		if (matches !== (since !== undefined)) moved.add(id);
		if (matches) inNow.set(id, since ?? now);
		else inNow.delete(id);
	}
	return { segments: member, segmentsDue: due };
}

/** What a teammate decided about this person and segment, if anyone did. */
export function decidedByHand(
	{ byHand }: Before,
	{ id, createdAt }: Pick<LiveSegment, 'id' | 'createdAt'>,
): ByHand | undefined {
	const decided = byHand && Object.hasOwn(byHand, id) ? byHand[id] : undefined;
	return decided && decided.at >= createdAt ? decided : undefined;
}

/**
 * What the segment's own rule says. Nobody is in a list but by hand. A snapshot is of its moment, and has nobody who came after it.
 */
function decide(
	{ kind, takenAt, condition }: LiveSegment,
	subject: Subject,
	{ firstSeenAt = 0 }: Before,
	now: number,
): Evaluation {
	if (kind === 'list') return settled(false);
	if (kind === 'live') return condition.evaluate(subject, now);
	const at = takenAt ?? now;
	return settled(firstSeenAt <= at && condition.evaluate(subject, at).matches);
}

function settled(matches: boolean): Evaluation {
	return { matches, until: Number.POSITIVE_INFINITY };
}

/** @param concerned those that read what changed; null for everything */
function stays(
	{ kind, id, condition: { depends } }: LiveSegment,
	concerned: ReadonlySet<string> | null,
	moved: ReadonlySet<string>,
	isDue: boolean,
): boolean {
	if (kind === 'snapshot') return true;
	if (concerned === null) return false;
	return kind === 'list' || !(isDue || concerned.has(id) || meets(depends.segments, moved));
}

/** Ids are people's choice, and `constructor` is one: what every object inherits is nobody's standing. */
function own(moments: Readonly<Record<string, number>>, id: string): number | undefined {
	return Object.hasOwn(moments, id) ? moments[id] : undefined;
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	if (b.size === 0 || a.size === 0) return false;
	for (const one of a) if (b.has(one)) return true;
	return false;
}

/** Orders segments so that each stands after those it reads. A circle, refused when saved, is left as it comes. */
export function inDependencyOrder(segments: readonly LiveSegment[]): LiveSegment[] {
	const byId = new Map(segments.map((segment) => [segment.id, segment]));
	const ordered = new Set<LiveSegment>();
	const under = new Set<string>();
	const visit = (segment: LiveSegment): void => {
		if (ordered.has(segment) || under.has(segment.id)) return;
		under.add(segment.id);
		for (const id of segment.condition.depends.segments) {
			const needed = byId.get(id);
			if (needed) visit(needed);
		}
		ordered.add(segment);
	};
	for (const segment of segments) visit(segment);
	return [...ordered];
}
