import { Menu } from './choice.tsx';
import { useScope } from './context.ts';
import type { LeafProps } from './fields.ts';
import { SuggestField } from './suggest-field.tsx';
import { anotherTest, operatorGroups, readTests, writeTests } from './tests.ts';
import { TestsField } from './tests-field.tsx';

/** Whose attribute is what: `whose traits.plan is pro`. */
export function AttributeRow(props: LeafProps & { path: string; onPath: (path: string) => void }) {
	const { json, path, onChange } = props;
	const { paths } = useScope();
	const seen = paths.find((one) => one.path === path);
	const { tests, lasting } = readTests(json);
	return (
		<>
			<SuggestField
				label="Attribute"
				value={path}
				placeholder="traits.plan"
				suggestions={paths.map((one) => ({ value: one.path, note: one.types.join(', ') }))}
				onChange={props.onPath}
			/>
			<TestsField json={json} onChange={onChange} seen={seen} />
			<Menu
				title="…"
				label="More about this attribute"
				items={[
					['and also…', () => onChange(writeTests([...tests, anotherTest(tests, operatorGroups)], lasting))],
					...(lasting === undefined
						? [['for at least so long…', () => onChange(writeTests(tests, '14d'))] as const]
						: []),
				]}
			/>
		</>
	);
}
