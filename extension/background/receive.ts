import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import { Refusal } from '../../core/refusal.ts';
import { envelopeShape, type PanelAskKind, type PopupAskKind, panelAsks, popupAsks, type Reply } from '../messages.ts';
import { askerIn, panelHandlers, popupHandlers } from './answers.ts';
import { forgetConnection } from './connection.ts';

/**
 * Answers one message. Only the extension's own contexts can send any (pages cannot: nothing is externally connectable);
 * its own pages may ask what the popup may, its content script in a tab's main frame what the panel may, nobody else anything.
 */
export async function receive(message: unknown, sender: Runtime.MessageSender): Promise<Reply<unknown>> {
	try {
		return { ok: true, answer: await answer(message, sender) };
	} catch (error) {
		return { ok: false, refusal: await refusalOf(error) };
	}
}

async function answer(message: unknown, sender: Runtime.MessageSender): Promise<unknown> {
	const { edgewise: kind, body } = v.parse(envelopeShape, message);
	if (sender.id !== browser.runtime.id) throw notForYou();
	if (isOwnPage(sender) && isKind(popupAsks, kind)) return await answerPopup(kind, body);
	const tabId = sender.tab?.id;
	if (tabId === undefined || sender.frameId !== 0 || isOwnPage(sender) || !isKind(panelAsks, kind)) throw notForYou();
	return await answerPanel(kind, body, tabId);
}

async function answerPopup<Kind extends PopupAskKind>(kind: Kind, body: unknown): Promise<unknown> {
	return await popupHandlers[kind](v.parse(popupAsks[kind], body));
}

async function answerPanel<Kind extends PanelAskKind>(kind: Kind, body: unknown, tabId: number): Promise<unknown> {
	return await panelHandlers[kind](v.parse(panelAsks[kind], body), await askerIn(tabId));
}

function isOwnPage({ url }: Runtime.MessageSender): boolean {
	return url?.startsWith(browser.runtime.getURL('')) ?? false;
}

function isKind<Kinds extends object>(kinds: Kinds, kind: PropertyKey): kind is keyof Kinds {
	return Object.hasOwn(kinds, kind);
}

function notForYou(): Refusal {
	return new Refusal('not-for-you', 'This cannot be asked from here.', { status: 403 });
}

/** Refusals are told; defects are logged here and told without their insides. A token that is no longer good is forgotten. */
async function refusalOf(error: unknown): Promise<{ code: string; message: string; hint?: string }> {
	if (error instanceof Refusal) {
		if (error.code !== 'not-connected' && error.status === 401) {
			await forgetConnection('The workspace ended this connection. Connect again.');
		}
		return error.toJSON();
	}
	console.error('Edgewise could not answer', error);
	return { code: 'defect', message: 'Something went wrong in the extension.', hint: 'Reload the page and try again.' };
}
