import { linkAround } from '../link.ts';
import { notice } from '../tracker.ts';

/** Endings that are no page's. */
const files = /\.(?!htm|php|asp|jsp)\w{2,4}$/i;

/** What the visitor does to an element, whichever way; the page's own handling goes its way untouched. */
export function lookAtAct({ type, target, button }: MouseEvent): void {
	// The right button opens a menu.
	if (button > 1) return;
	if (type === 'submit') lookAtForm(target as HTMLFormElement);
	else if (/click/.test(type)) lookAtClick(target as Element);
	else lookAtVideo(type, target as HTMLVideoElement);
}

/**
 * Clicks on links that lead away or to files, and on elements that name their event: `data-ew-event="Plan Chosen"
 * data-ew-plan="pro"`.
 */
function lookAtClick(target: Element): void {
	const link = linkAround(target);
	if (link?.host) {
		const { href: url, host, pathname } = link;
		if (files.test(pathname)) notice('File Downloaded', { url });
		else if (host !== location.host) notice('Outbound Link Clicked', { url });
	}
	const properties: Record<string, string> = {};
	for (const { name, value } of target.closest('[data-ew-event]')?.attributes ?? []) {
		if (/^data-ew-/.test(name)) properties[name.slice(8)] = value;
	}
	const { event, ...others } = properties;
	if (event) notice(event, others);
}

/** Forms that are sent: which, and the names of their fields. Never a value, and not even the names of passwords and cards. */
function lookAtForm(form: HTMLFormElement): void {
	// A field called "name" stands in the way of the form's own property.
	const fields: string[] = [];
	for (const { name, type, autocomplete } of form.elements as Iterable<Element> as Iterable<HTMLInputElement>) {
		if (name && !/pass|hidden|card|cc-|cvc|iban/i.test(name + type + autocomplete)) fields.push(name);
	}
	notice('Form Submitted', { id: form.getAttribute('id'), action: form.getAttribute('action'), fields });
}

/** Videos that are begun and seen to the end, in the words of Segment's video spec. Loops are decoration. */
function lookAtVideo(type: string, video: HTMLVideoElement): void {
	const { nodeName, title, loop, currentSrc: url, currentTime, duration: total_length } = video;
	const isEnd = type === 'ended';
	if (nodeName !== 'VIDEO' || loop || (!isEnd && currentTime > 1)) return;
	notice(`Video Playback ${isEnd ? 'Completed' : 'Started'}`, { title, url, total_length });
}
