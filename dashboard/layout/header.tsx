import { Icon, type IconName } from '../ui/icon.tsx';
import { Avatar } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { askBefore } from './guard.ts';
import { Menu, MenuItem } from './menu.tsx';
import { openPalette } from './palette.tsx';
import { chooseSite, session, signOut, site, sites } from './session.ts';
import { type Theme, theme } from './theme.ts';

/** Site switcher on the left; search, theme and account on the right. */
export function Header({ onMenu, menuOpen }: { onMenu: () => void; menuOpen: boolean }) {
	return (
		<header class="topbar">
			<button
				type="button"
				class="button quiet icon menu-toggle"
				aria-label="Navigation"
				aria-expanded={menuOpen}
				onClick={onMenu}
			>
				<Icon name="menu" />
			</button>
			<SiteSwitcher />
			<span class="grow" />
			<button type="button" class="button quiet jump-wide" onClick={openPalette}>
				<Icon name="search" size={16} /> Jump to <kbd>Ctrl K</kbd>
			</button>
			<ThemeSwitch />
			<UserMenu />
		</header>
	);
}

function SiteSwitcher() {
	const current = site.value;
	const name = current?.name ?? 'No site yet';
	const face = (
		<>
			<Icon name="globe" size={16} />
			<span class="truncate">{name}</span>
			<Icon name="updown" size={14} />
		</>
	);
	return (
		<Menu label={`Site: ${name}`} face={face}>
			{sites.value.map((each) => (
				<MenuItem key={each.id} onClick={() => askBefore(() => chooseSite(each.id))}>
					<span class="grow truncate">
						{each.name}
						<span class="faint small"> {each.hostnames[0]}</span>
					</span>
					{each.id === current?.id && <Icon name="check" size={16} />}
				</MenuItem>
			))}
			<a role="menuitem" href="/settings/sites/new">
				<Icon name="plus" size={16} /> Add a site
			</a>
		</Menu>
	);
}

const themes: readonly (readonly [Theme, string, IconName])[] = [
	['system', 'Like the system', 'system'],
	['light', 'Light', 'sun'],
	['dark', 'Dark', 'moon'],
];

function ThemeSwitch() {
	const icon = themes.find(([value]) => value === theme.value)?.[2] ?? 'system';
	return (
		<Menu label="Theme" face={<Icon name={icon} />} end>
			{themes.map(([value, title, icon]) => (
				<MenuItem
					key={value}
					onClick={() => {
						theme.value = value;
					}}
				>
					<Icon name={icon} size={16} />
					<span class="grow">{title}</span>
					{theme.value === value && <Icon name="check" size={16} />}
				</MenuItem>
			))}
		</Menu>
	);
}

function UserMenu() {
	const current = session.value;
	if (current.state !== 'in') return null;
	const { user, workspace } = current.me;
	return (
		<Menu label="Account" face={<Avatar of={user.name || user.email} />} end>
			<div class="about">
				<div class="truncate">{user.name}</div>
				<div class="faint small truncate">{user.email}</div>
				<div class="faint small truncate">{workspace.name}</div>
			</div>
			<a role="menuitem" href="/settings/account">
				<Icon name="user" size={16} /> Account
			</a>
			<MenuItem onClick={() => attempt(signOut)}>
				<Icon name="exit" size={16} /> Sign out
			</MenuItem>
		</Menu>
	);
}
