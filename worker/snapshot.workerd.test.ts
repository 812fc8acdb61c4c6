import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { snapshot } from './snapshot.ts';

/** A source whose loads the test answers one by one. */
function source() {
	const loads: PromiseWithResolvers<string>[] = [];
	const load = () => {
		const one = Promise.withResolvers<string>();
		loads.push(one);
		return one.promise;
	};
	const answer = async (index: number, value: string) => {
		loads[index]?.resolve(value);
		await settle();
	};
	return { loads, load, answer };
}

/** Lets everything that is waiting for a promise that has settled go on. */
async function settle() {
	for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('a snapshot', () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('loads once for all who ask at first', async () => {
		const { loads, load, answer } = source();
		const kept = snapshot(load);
		const asked = [kept.get(env), kept.get(env)];
		await answer(0, 'one');
		expect(await Promise.all(asked)).toEqual(['one', 'one']);
		expect(loads).toHaveLength(1);
	});

	it('answers at once from memory when it is stale, and loads once behind the answers', async () => {
		const { loads, load, answer } = source();
		const kept = snapshot(load, { freshMs: 1000 });
		const first = kept.get(env);
		await answer(0, 'one');
		await first;
		vi.setSystemTime(1_000_999);
		await kept.get(env);
		expect(loads).toHaveLength(1);
		vi.setSystemTime(1_001_000);
		expect(await Promise.all([kept.get(env), kept.get(env)])).toEqual(['one', 'one']);
		expect(loads).toHaveLength(2);
		await answer(1, 'two');
		expect(await kept.get(env)).toBe('two');
	});

	it('never goes back to what was read before it was told of a change', async () => {
		const { load, answer } = source();
		const kept = snapshot(load);
		const old = kept.get(env);
		kept.invalidate();
		const fresh = kept.get(env);
		await answer(1, 'new');
		await answer(0, 'old');
		expect([await old, await fresh, await kept.get(env)]).toEqual(['old', 'new', 'new']);
	});

	it('keeps what it has when loading fails, and tries again', async () => {
		const log = vi.spyOn(console, 'error').mockReturnValue();
		const { loads, load, answer } = source();
		const kept = snapshot(load, { freshMs: 1000 });
		const first = kept.get(env);
		await answer(0, 'one');
		await first;
		vi.setSystemTime(1_002_000);
		await kept.get(env);
		loads[1]?.reject(new Error('D1 is away'));
		await settle();
		expect(await kept.get(env)).toBe('one');
		expect(loads).toHaveLength(3);
		expect(log).toHaveBeenCalledOnce();
		await answer(2, 'two');
		expect(await kept.get(env)).toBe('two');
		log.mockRestore();
	});

	it('gives up a load that never answers, so that one lost request does not stop it for good', async () => {
		const { loads, load, answer } = source();
		const kept = snapshot(load);
		kept.get(env).catch(() => undefined);
		vi.setSystemTime(1_010_000);
		const second = kept.get(env);
		await answer(1, 'one');
		expect(await second).toBe('one');
		loads[0]?.resolve('late');
		await settle();
		expect(await kept.get(env)).toBe('one');
	});
});
