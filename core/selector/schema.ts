import * as v from 'valibot';
import { limits, type Signals, sizeOf } from './signals.ts';

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bits = v.pipe(v.number(), v.finite(), v.minValue(-100), v.maxValue(1_000));
const wording = v.object({ words: text(limits.words), of: count });

/** Signals from anywhere: their shape, and that they are small. Unknown fields are dropped. */
export const signalsSchema = v.pipe(
	v.object({
		version: v.literal(1),
		tag: text(limits.name),
		id: v.exactOptional(text(limits.name)),
		classes: v.exactOptional(v.pipe(v.array(text(limits.name)), v.maxLength(limits.classes))),
		attributes: v.exactOptional(
			v.pipe(
				v.record(text(limits.name), text(limits.value)),
				v.check((attributes) => Object.keys(attributes).length <= limits.attributes, 'These are too many attributes.'),
			),
		),
		text: wording,
		before: v.exactOptional(text(limits.words)),
		after: v.exactOptional(text(limits.words)),
		around: v.exactOptional(v.pipe(v.array(wording), v.maxLength(limits.around))),
		heading: v.exactOptional(text(limits.words)),
		ancestors: v.exactOptional(v.pipe(v.array(text(limits.ancestor)), v.maxLength(limits.ancestors))),
		children: v.exactOptional(text(limits.children)),
		place: v.exactOptional(count),
		alike: v.exactOptional(count),
		others: v.exactOptional(v.pipe(v.array(text(limits.other)), v.maxLength(limits.others))),
		rival: v.exactOptional(bits),
		echo: v.exactOptional(bits),
	}),
	v.check((signals) => sizeOf(signals) <= limits.json, 'The signals of an element are at most 2 KB of JSON.'),
) satisfies v.GenericSchema<unknown, Signals>;
