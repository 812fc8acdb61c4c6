import { utc } from '../condition/time/zone.ts';
import { readDate } from './read-date.ts';
import { isTruthWord } from './read-value.ts';
import type { ColumnMapping, DateFormat } from './types.ts';

export type Guess = Pick<ColumnMapping, 'type' | 'format' | 'separator'> & {
	/** Day and month could be the other way round: nothing in the samples tells. */
	readonly doubtful?: boolean;
};

const dateName = /(date|time|_at$|At$|day$|since|until|timestamp|birthday|datum|zeit)/i;
/** Numbers of things, which nobody adds up: their zeros and their letters count. */
const labelName = /(id|no|nr|code|sku|zip|plz|phone|postcode)$/i;
const plainNumber = /^[-+]?(0|[1-9]\d{0,14})([.,]\d+)?$/;
const writtenDate = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/;

/** What a column's values are, by its name and some of them. Text when they do not agree. */
export function guessType(name: string, samples: readonly unknown[]): Guess {
	const values = samples.filter((value) => value !== null && value !== undefined && value !== '');
	if (values.length === 0) return { type: 'text' };
	if (values.some((value) => typeof value !== 'string')) return guessJson(name, values);
	const texts = values.map((value) => String(value).trim());
	if (texts.every((text) => /^(true|false|yes|no)$/i.test(text) && isTruthWord(text))) return { type: 'boolean' };
	const date = guessDate(name, texts);
	if (date) return date;
	if (!labelName.test(name) && texts.every((text) => plainNumber.test(text))) return { type: 'number' };
	return { type: 'text' };
}

function guessJson(name: string, values: readonly unknown[]): Guess {
	const dates = values.every((value) => typeof value === 'number') ? guessDate(name, values.map(String)) : null;
	return dates ?? { type: 'any' };
}

function guessDate(name: string, texts: readonly string[]): Guess | null {
	const fits = (format: DateFormat) => texts.every((text) => readDate(text, format, utc) !== null);
	if (fits('iso')) return { type: 'date', format: 'iso' };
	if (texts.every((text) => writtenDate.test(text))) {
		if (fits('ymd')) return { type: 'date', format: 'ymd' };
		const [dmy, mdy] = [fits('dmy'), fits('mdy')];
		// Dots stand between days and months where days come first.
		if (dmy && mdy)
			return { type: 'date', format: texts[0]?.includes('.') ? 'dmy' : 'mdy', doubtful: !texts[0]?.includes('.') };
		if (dmy || mdy) return { type: 'date', format: dmy ? 'dmy' : 'mdy' };
	}
	return dateName.test(name) ? guessNumbered(texts, fits) : null;
}

/** Numbers are dates only where the column's name says so. */
function guessNumbered(texts: readonly string[], fits: (format: DateFormat) => boolean): Guess | null {
	const within = (from: number, to: number) => texts.every((text) => Number(text) >= from && Number(text) < to);
	if (texts.every((text) => /^\d{8}$/.test(text)) && fits('ymd')) return { type: 'date', format: 'ymd' };
	if (fits('excel') && within(20_000, 80_000)) return { type: 'date', format: 'excel' };
	if (fits('unix') && within(3e8, 4e9)) return { type: 'date', format: 'unix' };
	if (fits('unix-ms') && within(3e11, 4e12)) return { type: 'date', format: 'unix-ms' };
	return null;
}
