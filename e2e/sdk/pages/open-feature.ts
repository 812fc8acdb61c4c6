import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { type Client, OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
import { told } from './sdk.ts';

declare global {
	interface Window {
		/** OpenFeature's client, once its provider has asked the edge. */
		flags: {
			readonly client: Client;
			/** Asks again for whoever this is. */
			become(targetingKey: string): Promise<void>;
		};
		flagsFailed: string | undefined;
	}
}

const headers: [string, string][] = [['Authorization', `Bearer ${told('key')}`]];
const provider = new OFREPWebProvider({
	...{ baseUrl: told('edge'), headers, cacheMode: 'disabled', pollInterval: 300 },
});

await OpenFeature.setContext({ targetingKey: 'somebody' });
const client = OpenFeature.getClient();
client.addHandler(ProviderEvents.Error, (event) => {
	window.flagsFailed = event?.message ?? 'failed';
});
// Its type says that hooks may be undefined, which exact types do not take for absent.
await OpenFeature.setProviderAndWait(Object.assign(provider, { hooks: [] })).catch(() => {});
window.flags = { client, become: (targetingKey) => OpenFeature.setContext({ targetingKey }) };
