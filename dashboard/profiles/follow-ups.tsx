import { api } from '../api.ts';
import type { List } from '../shapes/list.ts';
import type { Delivery, Enrollment } from '../shapes/profiles.ts';
import { Badge, Card, type Tone } from '../ui/card.tsx';
import { Ago } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';

const enrollmentTone = { active: 'info', finished: 'good', exited: 'plain' } as const;

/** The journeys this person is or was in. */
export function Enrollments({ enrollments }: { enrollments: readonly Enrollment[] }) {
	const names = useNames('journeys', api.journeys);
	return (
		<Card title="Journeys">
			{enrollments.length === 0 && <p class="soft">In no journey so far.</p>}
			<ul class="stack">
				{enrollments.map((enrollment) => (
					<li key={enrollment.id}>
						<div class="row apart">
							<a class="truncate" href={`/journeys/${encodeURIComponent(enrollment.journeyId)}`}>
								{names.get(enrollment.journeyId) ?? enrollment.journeyId}
							</a>
							<Badge tone={enrollmentTone[enrollment.status]}>{enrollment.status}</Badge>
						</div>
						<div class="faint small">
							Entered <Ago at={enrollment.enteredAt} /> · version {enrollment.version}
							{enrollment.status === 'active' && enrollment.dueAt !== null && (
								<>
									{' '}
									· at {enrollment.stepId}, goes on <Ago at={enrollment.dueAt} />
								</>
							)}
						</div>
					</li>
				))}
			</ul>
		</Card>
	);
}

const deliveryTone: Record<Delivery['state'], Tone> = {
	due: 'info',
	queued: 'info',
	claimed: 'info',
	sent: 'good',
	failed: 'bad',
	refused: 'warn',
};

/** What was sent to this person, or why it was not. */
export function Deliveries({ deliveries }: { deliveries: readonly Delivery[] }) {
	const names = useNames('messages', api.messages);
	return (
		<Card title="Deliveries">
			{deliveries.length === 0 && <p class="soft">Nothing was sent.</p>}
			<ul class="stack">
				{deliveries.map(({ id, messageId, state, reason, updatedAt }) => (
					<li key={id}>
						<div class="row apart">
							<a class="truncate" href={`/messages/${encodeURIComponent(messageId)}`}>
								{names.get(messageId) ?? messageId}
							</a>
							<Badge tone={deliveryTone[state]}>{state}</Badge>
						</div>
						<div class="faint small wrap-anywhere">
							<Ago at={updatedAt} />
							{reason && ` · ${reason}`}
						</div>
					</li>
				))}
			</ul>
		</Card>
	);
}

/** Names by id of a list that the API holds; empty until it is loaded. */
function useNames(
	key: string,
	load: (signal: AbortSignal) => Promise<List<{ readonly id: string; readonly name: string }>>,
): ReadonlyMap<string, string> {
	const { data } = useLoad(key, load);
	return new Map((data?.items ?? []).map(({ id, name }) => [id, name]));
}
