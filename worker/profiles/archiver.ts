import type { AlarmClock } from './alarm-clock.ts';
import { type ArchiveBucket, archiveBehind } from './archive-behind.ts';
import type { ArchiveLog } from './tables/archive-log.ts';

/** Rows that are archived before their time: so many have gathered that they make a good object. */
const rowsMax = 2_000;
/** How long an alarm waits for R2 before it goes on without. */
const patienceMs = 5_000;
const longestPauseMs = 10 * 60_000;

/**
 * Says when a shard archives, and does it one turn at a time. Apart from the alarm's other steps: R2 may be away for hours,
 * and people's journeys do not wait for it.
 */
export class Archiver {
	readonly #bucket: ArchiveBucket;
	readonly #log: ArchiveLog;
	readonly #clock: AlarmClock;
	readonly #everyMs: number;
	#underWay: Promise<void> | null = null;
	#failures = 0;
	#notBefore = 0;

	constructor(bucket: ArchiveBucket, log: ArchiveLog, clock: AlarmClock, everyMs: number) {
		this.#bucket = bucket;
		this.#log = log;
		this.#clock = clock;
		this.#everyMs = everyMs;
	}

	/** Rings when something is to be archived, if anything waits. */
	ring(shard: string): void {
		if (!this.#underWay) this.#clock.ringAt(this.#dueAt(shard, Date.now()));
	}

	/** Archives what is due, and waits for it a while. Never throws: what fails is tried again, later each time. */
	async attend(shard: string): Promise<void> {
		if (!this.#underWay && this.#dueAt(shard, Date.now()) > Date.now()) return;
		this.#underWay ??= this.#turn(shard)
			.then(
				() => undefined,
				(error: unknown) => this.#failed(shard, error),
			)
			.finally(() => {
				this.#underWay = null;
				this.ring(shard);
			});
		await Promise.race([this.#underWay, scheduler.wait(patienceMs)]);
	}

	/** Archives all that waits now. Throws when R2 does not take it. */
	async everything(shard: string): Promise<void> {
		const { newest } = this.#log.standing();
		while (this.#log.standing().archived < newest) {
			if (this.#underWay) await this.#underWay;
			else await this.#alone(shard);
		}
	}

	async #alone(shard: string): Promise<void> {
		const turn = this.#turn(shard);
		this.#underWay = turn
			.then(
				() => undefined,
				() => undefined,
			)
			.finally(() => {
				this.#underWay = null;
			});
		await turn;
	}

	async #turn(shard: string): Promise<void> {
		await archiveBehind(this.#bucket, this.#log, shard);
		this.#failures = 0;
	}

	#failed(shard: string, error: unknown): void {
		this.#failures++;
		this.#notBefore = Date.now() + Math.min(longestPauseMs, 1000 * 2 ** this.#failures);
		console.error('archiving failed', shard, error);
	}

	#dueAt(shard: string, now: number): number {
		const { archived, newest, waitingSince } = this.#log.standing();
		if (waitingSince === null) return Number.POSITIVE_INFINITY;
		const full = newest - archived >= rowsMax || this.#log.begun() !== null;
		return Math.max(full ? now : this.#nextTime(shard, waitingSince), this.#notBefore);
	}

	/** Each shard has its own moment within the period, so that those of one machine do not all compress at once. */
	#nextTime(shard: string, sinceMs: number): number {
		const phaseMs = ((Number(/\d+$/.exec(shard)?.[0] ?? 0) % 16) / 16) * this.#everyMs;
		return Math.ceil((sinceMs - phaseMs) / this.#everyMs) * this.#everyMs + phaseMs;
	}
}
