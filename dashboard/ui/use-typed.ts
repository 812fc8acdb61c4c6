import { useState } from 'preact/hooks';

interface Typed {
	readonly text: string;
	/** Takes what the field holds now. */
	readonly type: (text: string) => void;
	/** The text means nothing yet. */
	readonly isBroken: boolean;
}

/**
 * What is typed for a value that has another form than text: it stays as it is typed, half a word too, and follows the value when
 * that becomes another one by other means.
 * @param read undefined for a text that means nothing yet
 */
export function useTyped<T>(value: T, print: (value: T) => string, read: (text: string) => T | undefined): Typed {
	const printed = print(value);
	const [typed, setTyped] = useState({ printed, text: printed });
	const text = typed.printed === printed || means(typed.text) ? typed.text : printed;
	if (typed.printed !== printed) setTyped({ printed, text });

	function means(said: string): boolean {
		const meant = read(said);
		return meant === undefined || print(meant) === printed;
	}
	return { text, type: (next) => setTyped({ printed, text: next }), isBroken: read(text) === undefined };
}
