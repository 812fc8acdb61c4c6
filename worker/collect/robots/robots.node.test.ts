import { describe, expect, test } from 'vitest';
import { hintsOf } from '../client-hints.ts';
import cases from './cases.json' with { type: 'json' };
import { isPrefetch, robotOfAgent, robotOfHints } from './robot-of.ts';

describe('whether a person sits behind a user agent', () => {
	test.each(cases.agents)('$agent: $robot', ({ agent, robot }) => {
		expect(robotOfAgent(agent)).toBe(robot);
		// From memory, too.
		expect(robotOfAgent(agent)).toBe(robot);
	});
});

describe('whether a request was made ahead', () => {
	test.each(cases.headers)('$name: $prefetch', ({ headers, prefetch }) => {
		const said = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
		expect(isPrefetch(new Request('https://edge.example/', { headers: said }))).toBe(prefetch);
	});
});

test('a headless browser under a person’s user agent is known by its brands', () => {
	const hints = (brands: string) => hintsOf(new Request('https://edge.example/', { headers: { 'sec-ch-ua': brands } }));
	expect(robotOfHints(hints('"HeadlessChrome";v="150", "Not_A Brand";v="24"'))).toBe('automation');
	expect(robotOfHints(hints('"Google Chrome";v="150", "Not_A Brand";v="24"'))).toBeNull();
	expect(robotOfHints(null)).toBeNull();
});
