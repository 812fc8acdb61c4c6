import { useEffect, useRef } from 'preact/hooks';
import { api } from '../api.ts';
import { formatCount, plural } from '../ui/format.ts';
import { useLoad } from '../ui/use-load.ts';
import './sweep.css';

const pauseMs = 1000;

/** How far asking everyone again has come, while it goes on; nothing when it is over. `onOver` is told when it ends. */
export function SweepProgress({ turn, onOver }: { turn: string; onOver: () => void }) {
	const { data, reload } = useLoad(`sweep:${turn}`, api.sweep, true);
	const isOver = data?.isOver ?? true;
	const wasSweeping = useRef(false);
	useEffect(() => {
		if (isOver && wasSweeping.current) onOver();
		wasSweeping.current = !isOver;
		if (isOver) return;
		const timer = setInterval(reload, pauseMs);
		return () => clearInterval(timer);
	}, [isOver]);
	if (!data || isOver) return null;
	return (
		<div class="sweep" role="status">
			<div class="row apart wrap">
				<span>Everyone is being asked again</span>
				<span class="soft small numeric">
					{formatCount(data.asked)} of {plural(data.people, 'person', 'people')}
				</span>
			</div>
			<progress max={Math.max(1, data.people)} value={data.asked} aria-label="People who were asked" />
			<details>
				<summary class="soft small">
					{plural(data.shards.filter((one) => !one.isOver).length, 'shard')} still at it
				</summary>
				<ul>
					{data.shards.map(({ shard, asked, people, isOver: done }) => (
						<li key={shard} class="row apart small">
							<code>{shard}</code>
							<span class="numeric">{done ? 'done' : `${formatCount(asked)} of ${formatCount(people)}`}</span>
						</li>
					))}
				</ul>
			</details>
		</div>
	);
}
