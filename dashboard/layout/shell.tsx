import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { signInPath } from '../access/return-to.ts';
import { Failure } from '../ui/states.tsx';
import { Header } from './header.tsx';
import { Palette } from './palette.tsx';
import { openSession, session } from './session.ts';
import { Sidebar } from './sidebar.tsx';

/** The frame around every screen of a signed-in person. Whoever is not signed in is sent to do so, and comes back. */
export function Shell({ children }: { children: ComponentChildren }) {
	const { path, url, route } = useLocation();
	const current = session.value;
	useEffect(() => {
		if (current.state === 'unknown') openSession();
		if (current.state === 'out') route(signInPath(url), true);
	}, [current.state]);
	if (current.state === 'failed') return <Failure error={current.error} retry={openSession} />;
	if (current.state === 'unknown') return <div class="progress" role="progressbar" aria-label="Loading" />;
	if (current.state === 'out') return null;
	return <Frame path={path}>{children}</Frame>;
}

function Frame({ path, children }: { path: string; children: ComponentChildren }) {
	const [menu, setMenu] = useState(false);
	const main = useRef<HTMLElement>(null);
	const first = useRef(true);
	useEffect(() => {
		const close = (event: KeyboardEvent) => event.key === 'Escape' && setMenu(false);
		addEventListener('keydown', close);
		return () => removeEventListener('keydown', close);
	}, []);
	useLayoutEffect(() => {
		if (!menu) return;
		// The drawer lies over what stands before it: the keyboard goes in, and back when nothing was chosen.
		const opener = document.activeElement;
		const drawer = document.getElementById('navigation');
		drawer?.querySelector('a')?.focus();
		return () => {
			if (opener instanceof HTMLElement && drawer?.contains(document.activeElement)) opener.focus();
		};
	}, [menu]);
	useEffect(() => {
		setMenu(false);
		// After a navigation the keyboard and the screen reader begin at the new screen, not where the link was.
		if (!first.current) main.current?.focus({ preventScroll: true });
		first.current = false;
	}, [path]);
	return (
		<div class="shell">
			<a class="skip" href="#main">
				Skip to content
			</a>
			<Sidebar open={menu} />
			{menu && (
				<button type="button" class="sidebar-veil" aria-label="Close navigation" onClick={() => setMenu(false)} />
			)}
			<Header menuOpen={menu} onMenu={() => setMenu(!menu)} />
			<main class="content" id="main" tabIndex={-1} ref={main}>
				{children}
			</main>
			<Palette />
		</div>
	);
}
