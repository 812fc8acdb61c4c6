/** One request as a web server logged it. */
export interface LogLine {
	readonly ip: string;
	readonly at: Date;
	readonly method: string;
	/** As the browser sent it: a path with its query, or an absolute URL. */
	readonly target: string;
	readonly status: number;
	/** Empty when there was none. */
	readonly referrer: string;
	readonly userAgent: string;
}

/**
 * The combined format: `ip ident user [time] "request" status bytes "referrer" "agent"`. Each repeated part ends at a character
 * that it cannot match itself, so there is one way to read a line, and reading takes time in proportion to its length.
 */
const quoted = String.raw`"([^"\\]*(?:\\.[^"\\]*)*)"`;
const combined = new RegExp(
	String.raw`^(\S+) \S+ [^[\]"]*\[([^[\]"]+)\] ${quoted} (\d{3}) (?:\d+|-) ${quoted} ${quoted}`,
);

const request = /^([A-Z]+) (\S+) HTTP\/\d(?:\.\d)?$/;

/** Reads a line of a combined log; null when it is none. Never throws. */
export function parseLine(line: string): LogLine | null {
	const [, ip = '', time = '', asked = '', status = '', referrer = '', userAgent = ''] = combined.exec(line) ?? [];
	const [, method, target] = request.exec(unescapeQuotes(asked)) ?? [];
	const at = parseTime(time);
	if (method === undefined || target === undefined || at === null) return null;
	return {
		...{ ip, at, method, target },
		status: Number(status),
		referrer: dashless(unescapeQuotes(referrer)),
		userAgent: dashless(unescapeQuotes(userAgent)),
	};
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `17/May/2015:10:05:03 +0000`; null when it is no moment that ever was (31 February, 25 o'clock). */
export function parseTime(text: string): Date | null {
	const match = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/.exec(text);
	if (!match) return null;
	const [, day = '', name = '', year, clock, offsetHours, offsetMinutes] = match;
	const month = String(months.indexOf(name) + 1).padStart(2, '0');
	const at = new Date(`${year}-${month}-${day}T${clock}${offsetHours}:${offsetMinutes}`);
	// A date that does not exist rolls over into the next month.
	const exists = new Date(`${year}-${month}-${day}T00:00:00Z`);
	return Number.isNaN(at.getTime()) || exists.getUTCDate() !== Number(day) ? null : at;
}

/** Servers escape quotes, backslashes and control bytes in logs: `\"`, `\\`, `\x22`. */
function unescapeQuotes(text: string): string {
	return text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_, hex?: string, character = '') =>
		hex === undefined ? character : String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

function dashless(text: string): string {
	return text === '-' ? '' : text;
}
