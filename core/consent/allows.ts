import type { ConsentChannel, ConsentChoices, ConsentMode, ConsentState, PrivacySignals, Purpose } from './types.ts';

const silent: PrivacySignals = { gpc: false, dnt: false };

/**
 * May we do this for that purpose? The most specific statement decides: what the person said on this site, then the
 * browser's signal, then the site's mode. So a grant given here outranks Global Privacy Control and Do Not Track: they speak
 * for every site before anyone was asked, and the person has since answered this one. Without such a grant the signal
 * refuses analytics and personalization even under `implied`. The channels are not the signals' business.
 */
export function allows(
	state: ConsentState | ConsentChoices,
	purpose: Purpose,
	mode: ConsentMode,
	signals: PrivacySignals = silent,
): boolean {
	const said = state[purpose];
	if (said !== undefined) return typeof said === 'boolean' ? said : said.granted;
	const tracks = purpose === 'analytics' || purpose === 'personalization';
	if (tracks && (signals.gpc || signals.dnt)) return false;
	return mode === 'implied';
}

/**
 * May this message go out on that channel? Transactional ones always may: a receipt is part of the sale. Marketing needs a
 * grant under `required`, and no refusal under `implied`.
 */
export function allowsMessage(
	state: ConsentState | ConsentChoices,
	channel: ConsentChannel,
	kind: 'marketing' | 'transactional',
	mode: ConsentMode,
): boolean {
	return kind === 'transactional' || allows(state, channel, mode);
}
