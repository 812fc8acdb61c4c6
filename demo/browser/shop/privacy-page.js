// @ts-check
import { find, findForm } from './dom.js';
import { tell } from './tell.js';

/** Shows what was chosen before, and passes on what is chosen now. */
export function showPrivacy() {
	const form = findForm('privacy-form');
	const boxes = [...form.querySelectorAll('input')];
	const said = saidBefore();
	const signal = 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true;
	for (const box of boxes) box.checked = said.get(box.name) ?? !signal;
	find('privacy-signal').hidden = !signal;

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		tell('consent', Object.fromEntries(boxes.map((box) => [box.name, box.checked])));
		find('privacy-said').textContent = 'Your choices are saved. You can change them here at any time.';
	});
	find('refuse-all').addEventListener('click', () => {
		for (const box of boxes) box.checked = false;
		form.requestSubmit();
	});
}

/**
 * The choices in the tracker's cookie: `ew_consent=analytics:1,personalization:0`.
 * @returns {ReadonlyMap<string, boolean>}
 */
function saidBefore() {
	const cookie = document.cookie.split('; ').find((part) => part.startsWith('ew_consent='));
	const choices = decodeURIComponent(cookie?.slice('ew_consent='.length) ?? '').split(',');
	return new Map(choices.map((choice) => [choice.split(':')[0] ?? '', choice.endsWith(':1')]));
}
