import { Refusal } from '../../core/refusal.ts';
import { plainLiquid } from '../liquid.ts';

/** A template cannot take in another one: there is no place that they would come from. */
const BRINGS_IN = /\{%-?\s*(include|render|layout|block)\b/;

/** Refuses the first of a message's texts that is no Liquid, and says where in it. */
export function checkTemplates(message: {
	readonly subject: string;
	readonly html: string;
	readonly text: string;
}): void {
	for (const part of ['subject', 'html', 'text'] as const) {
		const tag = BRINGS_IN.exec(message[part])?.[1];
		if (tag) throw wrong(part, `"${tag}" is not available in messages.`);
		try {
			plainLiquid.parse(message[part]);
		} catch (error) {
			if (error instanceof Error) throw wrong(part, error.message);
			throw error;
		}
	}
}

function wrong(part: string, message: string): Refusal {
	return new Refusal('template-invalid', `This is not right as a Liquid template: ${message}`, {
		path: part,
		hint: 'Write {{ profile.name }} for a value and {% if … %} … {% endif %} for a choice.',
	});
}
