import { join } from 'node:path';
import { launchBrowser } from '../e2e/browser.ts';
import { readState } from './replay/state.ts';
import { readOptions, usage } from './simulate/options.ts';
import { simulate } from './simulate/simulate.ts';
import { adminApi, tokenOf } from './start/admin.ts';

/** `npm run simulate`: see `usage`. Ends with 2 when it was called wrongly. */
const state = await readState(join(import.meta.dirname, '../.edgewise/state.json'));
const options = readOptions(process.argv.slice(2), state);
if (typeof options === 'string' || !state.email || !state.password || !state.writeKey) {
	console.error(`${typeof options === 'string' ? options : 'There is no log-in: run npm start first.'}\n\n${usage}`);
	process.exit(2);
}
const { url, shopUrl, visitors, browsers, lift } = options;
const api = adminApi(url, await tokenOf(url, state.email, state.password));
const browser = browsers > 0 ? await launchBrowser() : null;
try {
	console.log(`${visitors} visitors and ${browsers} browsers on their way through ${shopUrl}`);
	const { experienceId, people, told } = await simulate(options, {
		api,
		writeKey: state.writeKey,
		shards: state.shards ?? 1,
		browser,
		onProgress: (done) => done % 500 === 0 && console.log(`  ${done}`),
	});
	const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
	console.log(`
Came             ${JSON.stringify(people)}
Counted          ${JSON.stringify(told.people)}
Put in           a lift of ${percent(lift)}
The results tell ${percent(told.lift)}, between ${percent(told.ci[0])} and ${percent(told.ci[1])}
Verdict          ${told.verdict.says} ${told.verdict.next}

${url}/experiences/${experienceId}/results`);
} finally {
	await browser?.close();
}
