import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Variant } from '../../core/release/types.ts';
import { BuildingContext, useBuilding } from '../condition-builder/context.ts';
import { JsonBox } from '../condition-builder/json-box.tsx';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/field.tsx';

type Values = NonNullable<Variant['values']>;

interface Props {
	readonly value: Values;
	readonly onChange: (values: Values) => void;
	/** Whether some text is no JSON yet. */
	readonly onProblem: (broken: boolean) => void;
}

/** What code that asks gets with the variant: JSON by key. */
export function ValuesField({ value, onChange, onProblem }: Props) {
	const [key, setKey] = useState('');
	const building = useReporting(onProblem);
	const complaint = complaintAbout(key, value);
	const without = (gone: string) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== gone));
	function add() {
		if (complaint !== null || key === '') return;
		onChange({ ...value, [key]: true });
		setKey('');
	}
	return (
		<fieldset class="field">
			<legend class="label">Values for code</legend>
			<BuildingContext.Provider value={building}>
				{Object.entries(value).map(([name, json]) => (
					<div key={name} class="value-row">
						<code class="wrap-anywhere">{name}</code>
						<JsonBox label={`JSON of ${name}`} value={json} onChange={(next) => onChange({ ...value, [name]: next })} />
						<Button
							kind="quiet"
							small
							icon="trash"
							label={`Remove the value ${name}`}
							onClick={() => onChange(without(name))}
						/>
					</div>
				))}
			</BuildingContext.Provider>
			<form
				class="row"
				onSubmit={(event) => {
					event.preventDefault();
					add();
				}}
			>
				<div class="grow">
					<Text mono label="Key of a new value" value={key} onChange={setKey} placeholder="price, hero/copy" />
				</div>
				<Button small icon="plus" type="submit" disabled={key === '' || complaint !== null}>
					Add value
				</Button>
			</form>
			{complaint && (
				<div class="problem" role="alert">
					{complaint}
				</div>
			)}
		</fieldset>
	);
}

/** What boxes of JSON report to, as within a builder of conditions. */
function useReporting(onProblem: Props['onProblem']) {
	const building = useBuilding();
	const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
	useEffect(() => onProblem(broken.size > 0), [broken]);
	return useMemo(
		() => ({
			...building,
			report: (box: string, isBroken: boolean) =>
				setBroken((old) => new Set([...old, box].filter((other) => other !== box || isBroken))),
		}),
		[building],
	);
}

function complaintAbout(key: string, values: Values): string | null {
	if (key === '') return null;
	if (Object.hasOwn(values, key)) return 'There is a value of this key.';
	return /^[A-Za-z][\w./-]*$/.test(key) ? null : 'A key is a letter, then letters, digits and . / _ -';
}
