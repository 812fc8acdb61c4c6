import type { CleansingStep } from '../shapes/cleansing.ts';

/** What a step is called. */
export const stepTitles: readonly (readonly [CleansingStep, string])[] = [
	['trim', 'trim spaces'],
	['lower', 'lower case'],
	['upper', 'upper case'],
	['title', 'Capital Letters'],
	['email', 'e-mail address'],
	['phone', 'telephone number'],
	['number', 'number'],
	['boolean', 'yes or no'],
];
