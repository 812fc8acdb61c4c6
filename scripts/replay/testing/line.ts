const usual = {
	ip: '203.0.113.9',
	time: '17/May/2015:10:05:03 +0000',
	request: 'GET / HTTP/1.1',
	status: 200,
	referrer: '-',
	agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/115.0',
};

/** A line of a combined log, usual but for what is given. */
export function line(parts: Partial<typeof usual> = {}): string {
	const { ip, time, request, status, referrer, agent } = { ...usual, ...parts };
	return `${ip} - - [${time}] "${request}" ${status} 512 "${referrer}" "${agent}"`;
}
