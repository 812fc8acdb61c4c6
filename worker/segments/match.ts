import type { Condition, Subject } from '../../core/condition/types.ts';

/** A segment ready to be asked. */
export interface LiveSegment {
	readonly id: string;
	readonly name: string;
	readonly condition: Condition;
}

/** Where a person stands: since when in which segments, and when which answers could change by themselves (ms). */
export interface Standing {
	readonly segments: Readonly<Record<string, number>>;
	readonly segmentsDue: Readonly<Record<string, number>>;
}

/** What changed since the last match; null asks every segment again. */
export interface Change {
	readonly events: ReadonlySet<string>;
	readonly attributes: ReadonlySet<string>;
}

/**
 * Asks the segments that a change or the passing of time can have moved, in dependency order, and tells the new standing.
 * `subject.segments` is ignored: the standing is the truth, and grows as segments are decided.
 */
export function matchSegments(
	segments: readonly LiveSegment[],
	subject: Omit<Subject, 'segments'>,
	before: Standing,
	change: Change | null,
	now: number,
): Standing {
	const member: Record<string, number> = {};
	const due: Record<string, number> = {};
	const inNow = new Map(Object.entries(before.segments));
	const moved = new Set<string>();
	const asked: Subject = { ...subject, segments: inNow };
	for (const segment of segments) {
		const { id } = segment;
		const since = own(before.segments, id);
		const dueBefore = own(before.segmentsDue, id);
		if (change && !mayHaveMoved(segment, change, moved, dueBefore, now)) {
			if (since !== undefined) member[id] = since;
			if (dueBefore !== undefined) due[id] = dueBefore;
			continue;
		}
		const { matches, until } = segment.condition.evaluate(asked, now);
		if (matches) member[id] = since ?? now;
		if (until !== Number.POSITIVE_INFINITY) due[id] = until;
		if (matches !== (since !== undefined)) moved.add(id);
		if (matches) inNow.set(id, since ?? now);
		else inNow.delete(id);
	}
	return { segments: member, segmentsDue: due };
}

/** Ids are people's choice, and `constructor` is one: what every object inherits is nobody's standing. */
function own(moments: Readonly<Record<string, number>>, id: string): number | undefined {
	return Object.hasOwn(moments, id) ? moments[id] : undefined;
}

function mayHaveMoved(
	{ condition: { depends } }: LiveSegment,
	change: Change,
	moved: ReadonlySet<string>,
	due: number | undefined,
	now: number,
): boolean {
	if (due !== undefined && due <= now) return true;
	if (meets(depends.events, change.events) || meets(depends.segments, moved)) return true;
	for (const path of depends.attributes) {
		for (const changed of change.attributes) if (overlaps(path, changed)) return true;
	}
	return false;
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	if (b.size === 0 || a.size === 0) return false;
	for (const one of a) if (b.has(one)) return true;
	return false;
}

/** `traits.plan` and `traits.plan.name` concern each other; so do `visit` and `visit.pages`. */
function overlaps(a: string, b: string): boolean {
	return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
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
