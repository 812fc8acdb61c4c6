import { Liquid } from 'liquidjs';

/** Whom the preview is written to: what templates may use of a person, and the event that began the journey. */
export const samplePerson = {
	profile: { id: 'weur07-example', name: 'Ada Lovelace', email: 'ada@example.com' },
	traits: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', plan: 'pro' },
	trigger: {
		event: 'Product Added',
		properties: { product_id: 'lamp-1', name: 'Brass lamp', price: 89, currency: 'EUR', quantity: 1 },
	},
};

const plain = new Liquid();
/** In HTML, values are escaped, as they are when the message is sent: they are people's own text. */
const escaping = new Liquid({ outputEscape: 'escape' });

export interface Rendered {
	readonly subject: string;
	readonly html: string;
	readonly text: string;
}
export type Preview = { readonly ok: true; readonly mail: Rendered } | { readonly ok: false; readonly message: string };

/** What a person would get. Says what is wrong with the Liquid instead of failing. */
export async function renderPreview(source: Rendered, person: object): Promise<Preview> {
	try {
		const [subject, html, text] = await Promise.all([
			plain.parseAndRender(source.subject, person),
			escaping.parseAndRender(source.html, person),
			plain.parseAndRender(source.text, person),
		]);
		return { ok: true, mail: { subject: String(subject), html: String(html), text: String(text) } };
	} catch (error) {
		return { ok: false, message: error instanceof Error ? error.message : String(error) };
	}
}
