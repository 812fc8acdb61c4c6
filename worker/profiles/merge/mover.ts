import type { Env } from '../../env.ts';
import { shardOf } from '../address.ts';
import type { Transact } from '../attend.ts';
import type { Turn } from '../settle.ts';
import type { Tables } from '../tables.ts';
import { comeBack } from './come-back.ts';
import { type Departure, isMoved, type MergeRequest, retryAfterMs, undoMs } from './departure.ts';
import type { Parcel } from './give-back.ts';
import { ask, belongingsOf, forget, rowsToCarry, seal } from './leave.ts';
import { noteRefusal } from './refusals.ts';
import {
	beginMerge,
	beginUndo,
	cancelMerge,
	devicesOf,
	finishMerge,
	finishUndo,
	redirectMerge,
	usersOf,
} from './registry.ts';

/** What a shard lends to its mover. */
export interface Movable {
	readonly env: Env;
	readonly tables: Tables;
	readonly transact: Transact;
	turn(): Promise<Turn>;
	/** Rings the alarm at a moment (ms), or before. */
	ringAt(ms: number): void;
	/** Counts and archives what has arrived; says whether a row may go. */
	hasToldUntil(seq: number): boolean;
}

const nothing: Parcel = { events: [], enrollments: [], deliveries: [] };
/** Departures that one turn of the alarm goes on with. */
const turnSize = 20;
const dayMs = 86_400_000;

/**
 * Takes people from this shard to the profiles that they are merged into, and back. Each departure goes through its states a step
 * at a time; every step may be repeated, and whoever comes to a departure that is under way, an event or the alarm,
 * goes on with it. So a merge that a crash interrupted finishes by itself.
 */
export class Mover {
	readonly #shard: Movable;
	/** Departures that are being driven, by profile: two at once would only do the same twice. */
	readonly #driving = new Map<string, Promise<void>>();

	constructor(shard: Movable) {
		this.#shard = shard;
	}

	/** Notes that somebody goes into another profile. Null for nobody; who is leaving already is left to that. */
	ask(request: MergeRequest): Departure | null {
		const departure = this.#shard.transact(() => ask(this.#shard.tables, request, Date.now()));
		if (departure) this.#shard.ringAt(Date.now() + retryAfterMs(0));
		return departure;
	}

	/** Notes that somebody is wanted back. False when they did not leave by that merge, or have left for good. */
	askBack(profileId: string, mergeId: string, by: string): boolean {
		const { tables, transact, ringAt } = this.#shard;
		const departure = tables.departures.read(profileId);
		if (departure?.mergeId !== mergeId) return false;
		if (departure.state === 'returning') return true;
		if (departure.state !== 'gone' || departure.isForgotten) return false;
		const dueAt = Date.now() + retryAfterMs(0);
		transact(() => tables.departures.save({ ...departure, state: 'returning', returnedBy: by }, dueAt));
		ringAt(dueAt);
		return true;
	}

	/**
	 * Where a person is who is not here: null when they never left. Who is on the way arrives first, so that nothing reaches
	 * a profile that is packed already.
	 */
	async homeOf(profileId: string): Promise<string | null> {
		const { tables } = this.#shard;
		if (tables.departures.isEmpty || tables.profiles.read(profileId) !== null) return null;
		const departure = tables.departures.read(profileId);
		if (departure === null) return null;
		if (departure.state !== 'gone') await this.drive(profileId);
		const now = tables.departures.read(profileId);
		return now?.state === 'gone' ? now.targetId : null;
	}

	/** Refuses, as a defect, to let anything reach a profile that is packed: what comes then is told where to go first. */
	refusePacked(profileId: string): void {
		const { tables } = this.#shard;
		if (tables.departures.isEmpty || tables.profiles.read(profileId) !== null) return;
		const state = tables.departures.read(profileId)?.state;
		if (state !== undefined && state !== 'asked') throw new Error(`${profileId} is on the way to another profile`);
	}

	/** Goes on with a departure until it is over. Throws when a step fails, which is tried again later. */
	drive(profileId: string): Promise<void> {
		const underWay = this.#driving.get(profileId);
		if (underWay) return underWay;
		const driven = this.#drive(profileId).finally(() => this.#driving.delete(profileId));
		this.#driving.set(profileId, driven);
		return driven;
	}

	async #drive(profileId: string): Promise<void> {
		try {
			while (await this.step(profileId));
		} catch (error) {
			this.#putOff(profileId);
			throw error;
		}
	}

	#putOff(profileId: string): void {
		const { tables, transact } = this.#shard;
		const departure = tables.departures.read(profileId);
		if (!departure) return;
		const tries = departure.tries + 1;
		transact(() => tables.departures.save({ ...departure, tries }, Date.now() + retryAfterMs(tries)));
		this.ring();
	}

	/** Whoever is due: on with departures that wait, and away with what nobody can have back any more. Fails one by one. */
	async attendDue(): Promise<void> {
		for (const { profileId, state } of this.#shard.tables.departures.due(Date.now(), turnSize)) {
			try {
				if (state === 'gone') await this.#forget(profileId);
				else await this.drive(profileId);
			} catch (error) {
				console.error('a merge goes on later', profileId, error);
			}
		}
	}

	ring(): void {
		this.#shard.ringAt(this.#shard.tables.departures.earliest());
	}

	/** Does the next step of a departure. Returns whether there is another. */
	async step(profileId: string): Promise<boolean> {
		const departure = this.#shard.tables.departures.read(profileId);
		switch (departure?.state) {
			case 'asked':
				return this.#begin(departure);
			case 'sealed':
				return this.#carry(departure);
			case 'arrived':
				return this.#finish(departure);
			case 'returning':
				return this.#return(departure);
			default:
				return false;
		}
	}

	async #begin(departure: Departure): Promise<boolean> {
		const { env, tables, transact } = this.#shard;
		const request = { ...departure, sourceId: departure.profileId };
		const begun = await beginMerge(env, request, departure.askedAt);
		switch (begun.kind) {
			case 'begun':
				return transact(() => seal(tables, departure, Date.now())) !== null;
			case 'elsewhere':
				transact(() => this.#save({ ...departure, targetId: begun.targetId }));
				return true;
			case 'same':
				transact(() => tables.departures.remove(departure.profileId));
				return false;
			case 'busy':
				throw new Error('somebody is on the way back from the profile that is to go');
		}
	}

	async #carry(departure: Departure): Promise<boolean> {
		const { env, tables, transact } = this.#shard;
		const { mergeId, targetId, cause, twoUsers } = departure;
		const target = shardOf(env, targetId);
		const belongings = belongingsOf(tables, departure);
		for (const rows of rowsToCarry(tables, belongings)) await target.stage(mergeId, rows);
		const answer = await target.arrive({ mergeId, targetId, cause, ...(twoUsers && { twoUsers }), belongings });
		if (isMoved(answer)) {
			await redirectMerge(env, mergeId, answer.movedTo);
			transact(() => this.#save({ ...departure, targetId: answer.movedTo }));
			return true;
		}
		if (answer.refused) return this.#stay(departure);
		transact(() => this.#save({ ...departure, state: 'arrived' }));
		return true;
	}

	/** Nothing of it has reached the other profile: it is unpacked again. */
	async #stay(departure: Departure): Promise<boolean> {
		const { env, tables, transact } = this.#shard;
		const { mergeId, profileId: sourceId, targetId, cause } = departure;
		await noteRefusal(env, { sourceId, targetId, cause, reason: 'two-users' }, Date.now());
		await cancelMerge(env, mergeId);
		const turn = await this.#shard.turn();
		const dueAt = transact(() =>
			tables.departures.read(sourceId)?.state === 'sealed' ? comeBack(turn, departure, nothing) : turn.now,
		);
		this.#shard.ringAt(Math.min(dueAt, turn.now));
		return false;
	}

	async #finish(departure: Departure): Promise<boolean> {
		const { env, tables, transact } = this.#shard;
		const now = Date.now();
		await finishMerge(env, { ...departure, sourceId: departure.profileId }, now);
		const gone: Departure = { ...departure, state: 'gone', goneAt: now, tries: 0 };
		transact(() => tables.departures.save(gone, now + undoMs));
		this.ring();
		return false;
	}

	async #return(departure: Departure): Promise<boolean> {
		const { env, tables, transact } = this.#shard;
		const { mergeId, profileId, targetId, returnedBy: by = '' } = departure;
		if (!(await beginUndo(env, mergeId))) {
			const goneAt = departure.goneAt ?? Date.now();
			transact(() => tables.departures.save({ ...departure, state: 'gone', tries: 0 }, goneAt + undoMs));
			return false;
		}
		const [devices, users] = await Promise.all([devicesOf(env, mergeId, profileId), usersOf(env, mergeId)]);
		const asked = { mergeId, targetId, devices, users, since: departure.askedAt };
		const parcel = await shardOf(env, targetId).giveBack(asked);
		await finishUndo(env, { mergeId, sourceId: profileId, targetId, by }, Date.now());
		const turn = await this.#shard.turn();
		const dueAt = transact(() => {
			// Somebody else may have done this meanwhile.
			if (tables.departures.read(profileId)?.state !== 'returning') return turn.now;
			return comeBack(turn, departure, parcel);
		});
		this.#shard.ringAt(Math.min(dueAt, turn.now));
		await shardOf(env, targetId).dropLuggage(mergeId);
		return false;
	}

	async #forget(profileId: string): Promise<void> {
		const { env, tables, transact } = this.#shard;
		const departure = tables.departures.read(profileId);
		if (departure?.state !== 'gone' || departure.isForgotten) return;
		const { profile } = belongingsOf(tables, departure);
		if (!this.#shard.hasToldUntil(profile.chain?.last ?? 0)) {
			transact(() => tables.departures.save(departure, Date.now() + dayMs));
			return;
		}
		await shardOf(env, departure.targetId).dropLuggage(departure.mergeId);
		transact(() => forget(tables, departure));
	}

	#save(departure: Departure): void {
		this.#shard.tables.departures.save({ ...departure, tries: 0 }, Date.now() + retryAfterMs(0));
	}
}
