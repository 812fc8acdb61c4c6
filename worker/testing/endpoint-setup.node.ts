import type { TestProject } from 'vitest/node';
import { startEndpoint } from './endpoint.node.ts';

/** An HTTP server beside the runtime, for what the Worker calls. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { url, stop } = await startEndpoint();
	project.provide('endpointUrl', url);
	return stop;
}
