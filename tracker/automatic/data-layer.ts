import { asBag } from '../arguments.ts';
import { attempt } from '../attempt.ts';
import { hearConsentMode } from '../consent-managers.ts';
import { notice } from '../tracker.ts';

/** Reads what the page has told Google's tags, and goes on listening. Google's own script, which does the same, is not disturbed. */
export function watchDataLayer(): void {
	window.dataLayer ??= [];
	const layer: unknown[] = window.dataLayer;
	const push = layer.push;
	layer.push = function (...entries) {
		entries.forEach(read);
		return push.apply(this, entries);
	};
	layer.forEach(read);
}

/** `gtag()` pushes its arguments; a tag manager pushes `{ event, ecommerce }`. What is about items is e-commerce. */
function read(entry: unknown): void {
	attempt(() => {
		const { event, ecommerce, 0: command, 1: about, 2: what } = asBag(entry);
		if (command === 'consent') hearConsentMode(about, asBag(what));
		const [name, details] = command === 'event' ? [about, what] : [event, ecommerce];
		const { items, transaction_id } = asBag(details);
		// The edge has the table that translates them to the words of Segment's spec: there it costs no visitor anything.
		if (items || transaction_id) notice(`${name}`, details, { context: { dataLayer: true } });
	});
}
