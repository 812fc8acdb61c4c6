import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory, in MB, of the runtime processes (workerd) below a process. Linux only; null elsewhere. */
export function runtimeMemory(parent: number): number | null {
	if (process.platform !== 'linux') return null;
	return runtimesBelow(parent).reduce((sum, pid) => sum + residentMb(pid), 0);
}

/** CPU time, in ms, that the runtime processes below a process have taken so far, in their own code and the system's. Linux only; null elsewhere. */
export function runtimeCpu(parent: number): number | null {
	return runtimeCpuClock(parent)?.() ?? null;
}

/** The same for who looks often: the processes are found once. */
export function runtimeCpuClock(parent: number): (() => number) | null {
	if (process.platform !== 'linux') return null;
	const below = runtimesBelow(parent);
	return () => below.reduce((sum, pid) => sum + cpuMs(pid), 0);
}

/** In nanoseconds by the scheduler, thread by thread; where it does not say, in hundredths of a second. */
function cpuMs(pid: number): number {
	const threads = readdirSync(`/proc/${pid}/task`).map((thread) => read(`/proc/${pid}/task/${thread}/schedstat`));
	const nanoseconds = threads.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0);
	if (nanoseconds > 0) return nanoseconds / 1e6;
	const stat = read(`/proc/${pid}/stat`);
	const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(user ?? 0) + Number(system ?? 0)) * 10;
}

function runtimesBelow(parent: number): number[] {
	return descendants(parent).filter((pid) => commandOf(pid).includes('workerd'));
}

function descendants(parent: number): number[] {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number);
	const children = all.filter((pid) => parentOf(pid) === parent);
	return children.flatMap((pid) => [pid, ...descendants(pid)]);
}

function parentOf(pid: number): number {
	const stat = read(`/proc/${pid}/stat`);
	return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function commandOf(pid: number): string {
	return read(`/proc/${pid}/cmdline`);
}

function residentMb(pid: number): number {
	return Number(/VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

/** Processes end while they are looked at. */
function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
