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

interface Props {
	readonly kind: Experience['kind'];
	readonly variant: Variant;
	readonly onChange: (variant: Variant) => void;
	readonly onRemove: (() => void) | null;
	readonly onProblem: (broken: boolean) => void;
	readonly segmentName: (id: string) => string;
}

/** One version of the page: for whom (or how many), and what it changes. */
export function VariantCard({ kind, variant, onChange, onRemove, onProblem, segmentName }: Props) {
	const change = (part: Partial<Variant>) => onChange({ ...variant, ...part });
	const control = variant.edits.length === 0;
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
							<Text
								type="number"
								value={String(Math.round(variant.weight * 1000) / 10)}
								onChange={(text) => change({ weight: clamp(Number(text) / 100) })}
							/>
						</Field>
					)}
				</div>
				{kind === 'personalization' && (
					<ConditionBuilder
						label="Shown to"
						value={variant.audience}
						onChange={(audience) => change({ audience })}
						onProblem={onProblem}
						optional="Everyone in the experience’s audience"
						segmentName={segmentName}
						also={pagePaths}
						rows={4}
					/>
				)}
				<Edits edits={variant.edits} onChange={(edits) => change({ edits })} />
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

function clamp(share: number): number {
	return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
