import browser from 'webextension-polyfill';
import { Refusal } from '../core/refusal.ts';
import type {
	Envelope,
	PanelAnswers,
	PanelAsk,
	PanelAskKind,
	PopupAnswers,
	PopupAsk,
	PopupAskKind,
	Reply,
} from './messages.ts';

/** Asks the background worker from the popup. Throws the worker's refusal. */
export function askFromPopup<Kind extends PopupAskKind>(kind: Kind, body: PopupAsk<Kind>): Promise<PopupAnswers[Kind]> {
	return ask(kind, body);
}

/** Asks the background worker from the panel on a page. Throws the worker's refusal. */
export function askFromPanel<Kind extends PanelAskKind>(kind: Kind, body: PanelAsk<Kind>): Promise<PanelAnswers[Kind]> {
	return ask(kind, body);
}

async function ask<T>(kind: string, body: unknown): Promise<T> {
	const reply = await sendOrExplain<T>({ edgewise: kind, body });
	if (reply.ok) return reply.answer;
	const { code, message, hint } = reply.refusal;
	throw new Refusal(code, message, hint === undefined ? {} : { hint });
}

/** A page outlives the extension that was updated or removed beneath it: then nothing listens any more. */
async function sendOrExplain<T>(envelope: Envelope): Promise<Reply<T>> {
	try {
		return await browser.runtime.sendMessage<Envelope, Reply<T>>(envelope);
	} catch {
		throw new Refusal('extension-gone', 'The extension was updated or switched off.', { hint: 'Reload the page.' });
	}
}
