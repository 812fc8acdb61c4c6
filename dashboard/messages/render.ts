import { Liquid } from 'liquidjs';

/** A person's attributes as conditions know them, and the event that began the journey. */
export interface Person {
	readonly traits?: object;
	readonly trigger?: object;
}

/** Whom the preview is written to. */
export const samplePerson: Person & { readonly geo: object } = {
	traits: { name: 'Ada Lovelace', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', plan: 'pro' },
	geo: { country: 'DE', city: 'Berlin' },
	trigger: {
		event: 'Product Added',
		properties: { product_id: 'lamp-1', name: 'Brass lamp', price: 89, currency: 'EUR', quantity: 1 },
	},
};

/** As strict as the Worker is: what fails there fails here, and a runaway loop ends instead of freezing the tab. */
const options = {
	strictFilters: true,
	ownPropertyOnly: true,
	templates: {},
	renderLimit: 1_000,
	memoryLimit: 5_000_000,
};
const plain = new Liquid(options);
/** In HTML, values are escaped, as they are when the message is sent: they are people's own text. */
const escaping = new Liquid({ ...options, outputEscape: 'escape' });

export interface Rendered {
	readonly subject: string;
	readonly html: string;
	readonly text: string;
}
export type Preview = { readonly ok: true; readonly mail: Rendered } | { readonly ok: false; readonly message: string };

/** What a person would get. Says what is wrong with the Liquid instead of failing. */
export async function renderPreview(source: Rendered, person: Person): Promise<Preview> {
	const scope = scopeOf(person);
	try {
		const [subject, html, text] = await Promise.all([
			plain.parseAndRender(source.subject, scope),
			escaping.parseAndRender(source.html, scope),
			plain.parseAndRender(source.text, scope),
		]);
		return { ok: true, mail: { subject: String(subject), html: String(html), text: String(text) } };
	} catch (error) {
		return { ok: false, message: error instanceof Error ? error.message : String(error) };
	}
}

/** What templates may say, as the Worker lays it out when it sends: traits also as `profile`, the trigger also as `event`. */
function scopeOf(person: Person): object {
	const { traits, trigger } = person;
	return { ...person, profile: { ...person, ...traits, id: 'weur07-example' }, event: trigger };
}
