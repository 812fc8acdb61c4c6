import { useState } from 'preact/hooks';
import type { Edit } from '../../core/edit/types.ts';
import type { Experience, Variant } from '../../core/release/types.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { pagePaths } from '../condition-builder/known-paths.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field, Text } from '../ui/field.tsx';
import { plural } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { describeEdit } from './describe-edit.ts';
import { EditForm } from './edit-form.tsx';
import { newEdit } from './new-parts.ts';
import { Percent } from './percent.tsx';
import { PreviewLink } from './preview-link.tsx';
import { ValuesField } from './values-field.tsx';

interface Props {
	readonly kind: Experience['kind'];
	readonly variant: Variant;
	readonly onChange: (variant: Variant) => void;
	readonly onRemove: (() => void) | null;
	readonly problem: (key: string) => (broken: boolean) => void;
	readonly segmentName: (id: string) => string;
	/** Where a preview of it can be made: of a draft that is saved. */
	readonly preview: { readonly siteId: string; readonly experienceId: string; readonly page: string } | null;
}

/** One version of the page: for whom (or how many), and what it changes. */
export function VariantCard({ kind, variant, onChange, onRemove, problem, segmentName, preview }: Props) {
	const change = (part: Partial<Variant>) => onChange({ ...variant, ...part });
	const { values = {} } = variant;
	const control = variant.edits.length === 0 && Object.keys(values).length === 0;
	return (
		<Card
			id={`variant-${variant.id}`}
			title={
				<>
					{variant.name || 'Unnamed variant'}{' '}
					<span class="faint small">{control ? 'the page as it is' : plural(variant.edits.length, 'edit')}</span>
				</>
			}
			actions={onRemove && <Button kind="quiet" small icon="trash" label="Remove variant" onClick={onRemove} />}
		>
			<div class="stack loose">
				<div class="edit-grid">
					<Field label="Name">
						<Text value={variant.name} onChange={(name) => change({ name })} />
					</Field>
					{kind === 'experiment' && (
						<Field label="Share of visitors, %">
							<Percent value={variant.weight} onChange={(weight) => change({ weight })} />
						</Field>
					)}
				</div>
				{kind === 'personalization' && (
					<ConditionBuilder
						label="Shown to"
						value={variant.audience}
						onChange={(audience) => change({ audience })}
						onProblem={problem(`variant ${variant.id}`)}
						optional="Everyone in the experience’s audience"
						segmentName={segmentName}
						also={pagePaths}
						rows={4}
					/>
				)}
				<Edits edits={variant.edits} onChange={(edits) => change({ edits })} />
				<ValuesField
					value={values}
					onChange={(next) => change({ values: next })}
					onProblem={problem(`values of ${variant.id}`)}
				/>
				{preview && (
					<details>
						<summary>Preview</summary>
						<PreviewLink
							siteId={preview.siteId}
							url={preview.page}
							wish={{ forced: { [preview.experienceId]: variant.id } }}
						/>
					</details>
				)}
			</div>
		</Card>
	);
}

function Edits({ edits, onChange }: { edits: readonly Edit[]; onChange: (edits: readonly Edit[]) => void }) {
	const [open, setOpen] = useState<string>();
	function add() {
		const edit = newEdit();
		onChange([...edits, edit]);
		setOpen(edit.id);
	}
	return (
		<div class="field">
			<span class="label">Edits</span>
			<ul class="edits">
				{edits.map((edit) => (
					<li key={edit.id} id={`edit-${edit.id}`} tabIndex={-1}>
						<div class="row">
							<button
								type="button"
								class="edit-face"
								aria-expanded={open === edit.id}
								onClick={() => setOpen(open === edit.id ? undefined : edit.id)}
							>
								<Icon name={open === edit.id ? 'down' : 'chevron'} size={14} />
								<span class="wrap-anywhere">{describeEdit(edit)}</span>
							</button>
							<Button
								kind="quiet"
								small
								icon="trash"
								label="Remove edit"
								onClick={() => onChange(edits.filter(({ id }) => id !== edit.id))}
							/>
						</div>
						{open === edit.id && (
							<div class="edit-body">
								<EditForm
									edit={edit}
									onChange={(next) => onChange(edits.map((old) => (old.id === edit.id ? next : old)))}
								/>
							</div>
						)}
					</li>
				))}
			</ul>
			<div>
				<Button small icon="plus" onClick={add}>
					Add edit
				</Button>
			</div>
		</div>
	);
}
