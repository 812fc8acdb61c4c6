import { peer } from './peer.ts';

export const openpanel = peer({
	name: 'openpanel',
	package: '@openpanel/web',
	after: (collector) => `
		const panel = new OpenPanel({ clientId: 'client', apiUrl: '${collector}', trackScreenViews: true });
		window.track = (name) => panel.track(name);
		ready();`,
	pageView: /"name":"screen_view"/g,
});
