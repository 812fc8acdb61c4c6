/** The entry of ew.js: `<script async src="…/_ew/ew.js" data-key="WRITE_KEY"></script>`. */
import { install } from './install.ts';
import { call, replay } from './replay.ts';

/** The edge writes region and number of shards over these when it serves the file. */
const [region = '', shards = ''] = '__EW_REGION__ __EW_SHARDS__'.split(' ');

function start(script: HTMLScriptElement): void {
	const { key, consent } = script.dataset;
	if (!key) throw new TypeError('the script tag needs data-key');
	const base = new URL('.', script.src).href;
	const consentMode = consent === 'required' ? consent : 'implied';
	install({ writeKey: key, base, region, shards: Number.parseInt(shards, 10) || 16, consentMode }, (tracker) => {
		const queued: unknown = Reflect.get(window, 'edgewise');
		Reflect.set(window, 'edgewise', { ...tracker, push: (entry: unknown) => call(tracker, entry) });
		replay(tracker, queued);
	});
}

try {
	if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
} catch (error) {
	console.error('edgewise:', error);
}
