import { useEffect, useMemo, useState } from 'preact/hooks';
import { compileAmount } from '../../core/condition/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { hintForFields } from '../condition-builder/hint-for-fields.ts';
import { loadVocabulary } from '../condition-builder/load-vocabulary.ts';
import { Segmented } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';
import { type AmountJson, formOf } from './amount-form.ts';
import { EventFields } from './event-fields.tsx';
import { RankFields } from './rank-fields.tsx';
import { sayAmount } from './say-amount.ts';
import { ScoreFields } from './score-fields.tsx';
import { isScore, newRule, scoreFormOf, scoreOf } from './score-form.ts';

interface Props {
	readonly amount: AmountJson;
	readonly onChange: (amount: AmountJson) => void;
	readonly onProblem: (broken: boolean) => void;
}

/** The fields of an amount, checked by the compiler that works it out later. */
export function AmountFields({ amount, onChange, onProblem }: Props) {
	const problem = useMemo(() => refusalOf(amount), [amount]);
	const [whereBroken, setWhereBroken] = useState(false);
	const broken = problem !== null || whereBroken;
	useEffect(() => {
		onProblem(broken);
		return () => onProblem(false);
	}, [broken]);
	const { events: seen = [] } = useLoad('vocabulary', loadVocabulary).data ?? {};
	const at = (...paths: string[]) => (problem && paths.includes(problem.path ?? '') ? sayProblem(problem) : undefined);
	const fields = { amount, onChange, at, onProblem: setWhereBroken };
	return (
		<>
			<Segmented
				label="Of what"
				value={isScore(amount) ? 'score' : 'event'}
				options={[
					['event', 'Of one event'],
					['score', 'Points for several'],
				]}
				onChange={(next) => {
					if ((next === 'score') !== isScore(amount)) onChange(next === 'score' ? asScore(amount) : asEvent(amount));
				}}
			/>
			{isScore(amount) ? (
				<ScoreFields {...fields} events={seen.map(({ name }) => name)} />
			) : (
				<EventFields {...fields} seen={seen} />
			)}
			<RankFields amount={amount} onChange={onChange} problem={at('buckets', 'reverse')} />
			<p class="soft small wrap-anywhere" aria-live="polite">
				{problem ? sayProblem(problem) : `${sayAmount(amount)}.`}
			</p>
		</>
	);
}

function asScore(amount: AmountJson): AmountJson {
	return scoreOf({ rules: [newRule(formOf(amount).event)], halfLife: '30d', rest: {} });
}

function asEvent(amount: AmountJson): AmountJson {
	return { event: scoreFormOf(amount).rules[0]?.event ?? '', count: true };
}

function refusalOf(amount: AmountJson): Refusal | null {
	try {
		compileAmount(amount);
		return null;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error;
	}
}

function sayProblem({ message, hint }: Refusal): string {
	const more = hintForFields(hint);
	return more ? `${message} ${more}` : message;
}
