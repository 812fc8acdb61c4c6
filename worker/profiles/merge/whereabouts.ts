import type { Env } from '../../env.ts';
import { shardOf } from '../address.ts';
import type { ShardStub } from '../shard-interface.ts';
import type { Mover } from './mover.ts';

interface Addressed {
	readonly profileId: string;
}

/** Where people are now whom somebody asks for by an id of theirs: here, or, merged into another profile, where that one lives. */
export class Whereabouts {
	readonly #env: Env;
	readonly #mover: Mover;

	constructor(env: Env, mover: Mover) {
		this.#env = env;
		this.#mover = mover;
	}

	/** Who is here, and who has become another profile: as that one. Who is on the way there arrives first. */
	async of<P extends Addressed>(people: readonly P[]): Promise<{ here: P[]; moved: Map<P, P> }> {
		const here: P[] = [];
		const moved = new Map<P, P>();
		for (const person of people) {
			const home = await this.#mover.homeOf(person.profileId);
			if (home === null) here.push(person);
			else moved.set(person, { ...person, profileId: home });
		}
		return { here, moved };
	}

	/** Asks the shards of those who have moved, one by one: there are few. */
	async each<P extends Addressed, R>(
		moved: ReadonlyMap<P, P>,
		ask: (shard: ShardStub, there: P) => Promise<R | undefined>,
	): Promise<Map<P, R>> {
		const answers = new Map<P, R>();
		for (const [person, there] of moved) {
			const answer = await ask(shardOf(this.#env, there.profileId), there);
			if (answer !== undefined) answers.set(person, answer);
		}
		return answers;
	}

	/** What another shard answers about who has become another profile; else what is answered here. */
	async atHome<T>(profileId: string, here: () => T, ask: (shard: ShardStub, home: string) => Promise<T>): Promise<T> {
		const home = await this.#mover.homeOf(profileId);
		return home === null ? here() : ask(shardOf(this.#env, home), home);
	}
}
