import { useLocation } from 'preact-iso';
import { Icon } from '../ui/icon.tsx';
import { isUnder, navigation } from './screens.ts';

/** The product's mark: a page whose lines come to a point. */
export function Mark({ size = 24 }: { size?: number }) {
	return (
		<svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
			<rect x="2" y="2" width="28" height="28" rx="7" fill="currentColor" />
			<path d="M9 22.500h14M9 16h9.500M9 9.500h14" stroke="white" stroke-width="3" stroke-linecap="round" />
			<circle cx="23" cy="16" r="2" fill="#ffd166" />
		</svg>
	);
}

/** The left navigation; a drawer on narrow screens. */
export function Sidebar({ open }: { open: boolean }) {
	const { path } = useLocation();
	return (
		<div class={open ? 'sidebar open' : 'sidebar'} id="navigation">
			<a class="brand" href="/">
				<Mark /> Edgewise
			</a>
			<nav aria-label="Main">
				{navigation.map(({ heading, screens }) => (
					<div key={heading}>
						<div class="heading">{heading}</div>
						<ul>
							{screens.map((screen) => (
								<li key={screen.path}>
									<a href={screen.path} {...(isUnder(path, screen.path) && { 'aria-current': 'page' })}>
										<Icon name={screen.icon} /> {screen.title}
									</a>
								</li>
							))}
						</ul>
					</div>
				))}
			</nav>
		</div>
	);
}
