import { amplitude } from './amplitude.ts';
import { counterscale } from './counterscale.ts';
import { mixpanel } from './mixpanel.ts';
import { openpanel } from './openpanel.ts';
import type { Peer } from './peer.ts';
import { plausible } from './plausible.ts';
import { posthog } from './posthog.ts';
import { rudderstack } from './rudderstack.ts';
import { segment } from './segment.ts';
import { snowplow } from './snowplow.ts';

export type { Peer } from './peer.ts';

/** All of them, small to large. */
export const peers: readonly Peer[] = [
	counterscale,
	plausible,
	openpanel,
	snowplow,
	segment,
	mixpanel,
	rudderstack,
	amplitude,
	posthog,
];
