import { compare } from '../coerce.ts';
import { show } from '../show.ts';
import { type Operator, textOrNumber } from './operator.ts';

/** Versions by SemVer's order, as GrowthBook pads them: 1.10.0 is newer than 1.9.0, and 1.0.0 than 1.0.0-beta. */
export const versions: Readonly<Record<string, Operator>> = {
	$veq: versioned('', (order) => order === 0),
	$vne: versioned('other than ', (order) => order !== 0),
	$vgt: versioned('newer than ', (order) => order > 0),
	$vgte: versioned('at least ', (order) => order >= 0),
	$vlt: versioned('older than ', (order) => order < 0),
	$vlte: versioned('at most ', (order) => order <= 0),
};

function versioned(words: string, holds: (order: number) => boolean): Operator {
	return (operand, path) => {
		const version = textOrNumber(operand, path);
		const padded = pad(version);
		return { test: (value) => holds(compare(pad(value), padded)), wants: `${words}version ${show(version)}` };
	};
}

/**
 * Makes versions sort as text: "v1.2.3+build" becomes "    1-    2-    3-~". The tilde, ASCII's last sign, puts a release
 * after its pre-releases. Whatever is no version counts as 0.
 */
function pad(value: unknown): string {
	const version = typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : '0';
	const build = version.indexOf('+');
	const parts = version.slice(version.startsWith('v') ? 1 : 0, build === -1 ? undefined : build).split(/[-.]/);
	if (parts.length === 3) parts.push('~');
	return parts.map((part) => (/^[0-9]+$/.test(part) ? part.padStart(5, ' ') : part)).join('-');
}
