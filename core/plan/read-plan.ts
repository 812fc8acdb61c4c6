import { isBag } from '../event/bag.ts';
import { nameMaxLength } from '../event/limits.ts';
import type { Bag } from '../event/types.ts';
import { eventsMax, planMaxBytes } from './limits.ts';
import { isOwnEvent } from './own-events.ts';
import { readSchema } from './read-schema.ts';
import { refusePlan } from './refuse.ts';
import type { Plan, PlannedEvent, Schema } from './types.ts';

/** Reads a plan as JSON gave it. What it refuses is told with `compilePlan`. */
export function readPlan(json: unknown): Plan {
	if (!isBag(json)) refusePlan('', 'A plan is an object.', 'Write { "events": [ … ] }.');
	refuseOversize(json);
	refuseOthers(json, ['unplanned', 'violations', 'events'], '');
	const { unplanned: ifUnplanned = 'allow', violations = 'keep', events = [] } = json;
	if (ifUnplanned !== 'allow' && ifUnplanned !== 'violation') {
		refusePlan(
			'unplanned',
			'It is neither "allow" nor "violation".',
			'Say what becomes of events that are not in the plan.',
		);
	}
	if (violations !== 'keep' && violations !== 'refuse') {
		refusePlan('violations', 'It is neither "keep" nor "refuse".', 'Say what becomes of events that break the plan.');
	}
	return { unplanned: ifUnplanned, violations, events: readEvents(events) };
}

function readEvents(json: unknown): readonly PlannedEvent[] {
	if (!Array.isArray(json)) refusePlan('events', 'It is not a list.', 'Write [{ "name": "Order Completed" }].');
	const list: readonly unknown[] = json;
	if (list.length > eventsMax)
		refusePlan('events', `A plan has at most ${eventsMax} events.`, 'Leave out those that no rule is for.');
	const seen = new Set<string>();
	return list.map((one, index) => {
		const event = readEvent(one, `events[${index}]`);
		if (seen.has(event.name)) refusePlan(`events[${index}].name`, 'The plan has this event already.', 'Join the two.');
		seen.add(event.name);
		return event;
	});
}

function readEvent(json: unknown, path: string): PlannedEvent {
	if (!isBag(json)) refusePlan(path, 'An event of a plan is an object.', 'Write { "name": "Order Completed" }.');
	refuseOthers(json, ['name', 'description', 'properties', 'traits'], path);
	const name = readName(json.name, `${path}.name`);
	const { description, properties, traits } = json;
	if (description !== undefined && (typeof description !== 'string' || description.length > 2_000)) {
		refusePlan(`${path}.description`, 'It is not a text of at most 2,000 characters.', 'Write a sentence.');
	}
	if (traits !== undefined && name !== 'Identified' && name !== 'Grouped') {
		refusePlan(
			`${path}.traits`,
			'Only identify and group calls have traits.',
			'Put the rules under "Identified" or "Grouped".',
		);
	}
	return {
		name,
		...(description !== undefined && { description }),
		...(properties !== undefined && { properties: readRoot(properties, `${path}.properties`) }),
		...(traits !== undefined && { traits: readRoot(traits, `${path}.traits`) }),
	};
}

function readName(name: unknown, path: string): string {
	if (typeof name !== 'string' || name.trim() !== name || name === '' || name.length > nameMaxLength) {
		refusePlan(
			path,
			`An event’s name has 1 to ${nameMaxLength} characters, without blanks around it.`,
			'Write it as it is sent.',
		);
	}
	if (isOwnEvent(name)) {
		refusePlan(
			path,
			`Edgewise itself makes “${name}”.`,
			'Leave it out: plans never stand in the way of Edgewise’s own events.',
		);
	}
	return name;
}

/** Properties and traits are objects, so only what is said of objects means something, and the type need not be said. */
function readRoot(json: unknown, path: string): Schema {
	const { type, ...schema } = readSchema(isBag(json) ? { type: 'object', ...json } : json, path);
	if (type !== 'object')
		refusePlan(`${path}.type`, 'It can only be "object".', 'Describe each property under "properties".');
	return isBag(json) && Object.hasOwn(json, 'type') ? { type, ...schema } : schema;
}

function refuseOthers(json: Bag, known: readonly string[], path: string): void {
	const other = Object.keys(json)
		.find((key) => !known.includes(key))
		?.slice(0, 80);
	if (other === undefined) return;
	refusePlan(
		path === '' ? other : `${path}.${other}`,
		`Nothing is called ${other} here.`,
		`Known are ${known.join(', ')}.`,
	);
}

function refuseOversize(json: Bag): void {
	let size: number;
	try {
		size = JSON.stringify(json).length;
	} catch {
		refusePlan(
			'',
			'The plan is not JSON.',
			'Only objects, lists, text, numbers, true, false and null can stand in it.',
		);
	}
	if (size > planMaxBytes)
		refusePlan('', `The plan is larger than ${planMaxBytes / 1024} KB.`, 'Shorten its descriptions.');
}
