/** A WebDriver BiDi session (https://w3c.github.io/webdriver-bidi/), as far as a test needs one. */
export interface Bidi {
	/** Sends a command and answers its result; rejects with the browser's own words. */
	send(method: string, params: object): Promise<Record<string, unknown>>;
}

/** Connects to a browser that has said its address, and opens a session. */
export async function connectBidi(endpoint: string): Promise<Bidi> {
	const socket = new WebSocket(`${endpoint}/session`);
	await new Promise<void>((resolve, reject) => {
		socket.addEventListener('open', () => resolve(), { once: true });
		socket.addEventListener('error', () => reject(new Error(`nobody answers at ${endpoint}`)), { once: true });
	});
	const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
	let sent = 0;
	socket.addEventListener('message', ({ data }) => {
		const { id, type, result, error, message } = JSON.parse(String(data));
		const asked = waiting.get(id);
		waiting.delete(id);
		if (type === 'success') asked?.resolve(result);
		else if (type === 'error') asked?.reject(new Error(`${error}: ${message}`));
	});
	socket.addEventListener('close', () => {
		for (const asked of waiting.values()) asked.reject(new Error('the browser has gone'));
	});
	const send: Bidi['send'] = (method, params) => {
		const asked = Promise.withResolvers<Record<string, unknown>>();
		const id = ++sent;
		waiting.set(id, asked);
		socket.send(JSON.stringify({ id, method, params }));
		return asked.promise;
	};
	await send('session.new', { capabilities: {} });
	return { send };
}
