import { Button } from '../ui/button.tsx';
import { Menu } from './choice.tsx';
import { useScope } from './context.ts';
import type { Group, Leaf, Part } from './model.ts';

const fresh: Readonly<Record<'did' | 'attribute' | 'sequence' | 'segment' | 'bucket', Leaf>> = {
	did: { kind: 'did', key: '$did', json: { event: '', within: '30d' } },
	attribute: { kind: 'attribute', key: '', json: '' },
	sequence: { kind: 'sequence', key: '$sequence', json: [{ event: '' }, { event: '', within: '1h' }] },
	segment: { kind: 'segment', key: '$segment', json: '' },
	bucket: { kind: 'bucket', key: '$bucket', json: { seed: 'pilot', range: [0, 0.1] } },
};
const emptyGroup: Group = { kind: 'group', join: 'any', spelled: 'list', parts: [] };

/** Adds another row: what they did and who they are at a click, the rest from a menu. */
export function Adding({ add }: { add: (part: Part) => void }) {
	const { of } = useScope();
	const group = () => add(emptyGroup);
	if (of === 'object') {
		return (
			<div class="row-body adding">
				<Button kind="quiet" small icon="plus" onClick={() => add(fresh.attribute)}>
					And
				</Button>
				<Menu title="More…" label="Add something else" items={[['a group', group]]} />
			</div>
		);
	}
	return (
		<div class="row-body adding">
			<Button small icon="plus" onClick={() => add(fresh.did)}>
				What they did
			</Button>
			<Button small icon="plus" onClick={() => add(fresh.attribute)}>
				Who they are
			</Button>
			<Menu
				title="More…"
				label="Add something else"
				items={[
					['one after the other', () => add(fresh.sequence)],
					['in a segment', () => add(fresh.segment)],
					['a share, by chance', () => add(fresh.bucket)],
					['a group', group],
				]}
			/>
		</div>
	);
}
