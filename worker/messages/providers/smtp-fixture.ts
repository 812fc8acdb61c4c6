import { ProviderError } from '../email.ts';
import { smtpSender } from './smtp.ts';

/** For `smtp.node.test.ts`: a Worker that sends what it is asked to, so that real sockets talk to a real server. */
export default {
	async fetch(request: Request): Promise<Response> {
		const { settings, email, key, timeoutMs } = await request.json<{
			settings: Parameters<typeof smtpSender>[0];
			email: Parameters<ReturnType<typeof smtpSender>>[0];
			key: string;
			timeoutMs: number;
		}>();
		try {
			await smtpSender(settings, timeoutMs)(email, key);
			return Response.json({ sent: true });
		} catch (error) {
			if (!(error instanceof ProviderError)) throw error;
			return Response.json({ sent: false, trouble: error.trouble, message: error.message });
		}
	},
};
