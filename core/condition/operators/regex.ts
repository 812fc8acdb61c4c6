import { asText } from '../coerce.ts';
import { compileRegex } from '../regex/index.ts';
import { show } from '../show.ts';
import { type Operator, text } from './operator.ts';

/** Does the value, as text, contain what the regular expression describes? As in GrowthBook, a missing value is the text "null". */
export const regexes: Readonly<Record<string, Operator>> = {
	$regex: (operand, path) => matching(text(operand, path, '^/shop/'), path, false),
	$regexi: (operand, path) => matching(text(operand, path, '^/shop/'), path, true),
};

function matching(source: string, path: string, ignoreCase: boolean) {
	const matches = compileRegex(source, path, ignoreCase);
	return {
		test: (value: unknown) => matches(asText(value)),
		wants: `text that matches ${show(source)}${ignoreCase ? ' in any case' : ''}`,
	};
}
