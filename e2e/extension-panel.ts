import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Drives the panel as a person with a screen reader and a mouse does: by role and name, through the browser's
 * accessibility tree. The panel's shadow root is closed, so a page's scripts (and Playwright's) see nothing of it.
 */
export interface PanelDriver {
	click(role: string, name: string): Promise<void>;
	/** Waits for something with this role and name. */
	see(role: string, name: string): Promise<void>;
	/** Waits until nothing has this role and name any more. */
	gone(role: string, name: string): Promise<void>;
	/** Waits until the panel's whole text holds this. */
	seeText(text: string | RegExp): Promise<void>;
	fill(role: string, name: string, text: string): Promise<void>;
	/** Chooses an option of a list by its beginning, as a person does who types. */
	choose(name: string, option: string): Promise<void>;
	isPressed(role: string, name: string): Promise<boolean>;
}

export async function drivePanel(page: Page): Promise<PanelDriver> {
	const session = await page.context().newCDPSession(page);
	await session.send('Accessibility.enable');
	const see = async (role: string, name: string) => {
		await expect.poll(() => find(session, role, name), { message: `${role} "${name}"` }).toBeDefined();
	};
	const click = async (role: string, name: string) => {
		let point: Point | undefined;
		// What is still moving is elsewhere by the time of the click.
		const isAtRest = async () => {
			const before = point;
			point = await centre(session, role, name);
			return point !== undefined && point.x === before?.x && point.y === before.y;
		};
		await expect.poll(isAtRest, { message: `an enabled ${role} "${name}"` }).toBe(true);
		if (point) await page.mouse.click(point.x, point.y);
	};
	return {
		see,
		click,
		async gone(role, name) {
			await expect.poll(() => find(session, role, name), { message: `no ${role} "${name}"` }).toBeUndefined();
		},
		async seeText(text) {
			await expect.poll(() => readText(session)).toMatch(text);
		},
		async fill(role, name, text) {
			await click(role, name);
			await page.keyboard.press('Control+A');
			await page.keyboard.insertText(text);
		},
		async choose(name, option) {
			await see('combobox', name);
			const backendNodeId = (await find(session, 'combobox', name))?.backendDOMNodeId;
			if (backendNodeId === undefined) throw new Error(`no list "${name}"`);
			await session.send('DOM.focus', { backendNodeId });
			await page.keyboard.type(option);
		},
		async isPressed(role, name) {
			const node = await find(session, role, name);
			return node?.properties?.some(({ name: key, value }) => key === 'pressed' && value.value === 'true') ?? false;
		},
	};
}

type AccessibleNode = NonNullable<Awaited<ReturnType<typeof find>>>;

/** The first node with a role and an accessible name that is shown and not on its way out. */
async function find(session: CDPSession, role: string, accessibleName: string) {
	try {
		const { root } = await session.send('DOM.getDocument', { depth: 0 });
		const query = { nodeId: root.nodeId, role, accessibleName };
		const { nodes } = await session.send('Accessibility.queryAXTree', query);
		return nodes.find(({ ignored }) => !ignored);
	} catch {
		// The page is loading another one: ask again.
		return undefined;
	}
}

interface Point {
	readonly x: number;
	readonly y: number;
}

/** Where to click it; undefined while it is not there, or disabled. */
async function centre(session: CDPSession, role: string, name: string): Promise<Point | undefined> {
	const node = await find(session, role, name);
	if (node?.backendDOMNodeId === undefined || isDisabled(node)) return undefined;
	try {
		await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: node.backendDOMNodeId });
		const { quads } = await session.send('DOM.getContentQuads', { backendNodeId: node.backendDOMNodeId });
		const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = quads[0] ?? [];
		return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
	} catch {
		return undefined;
	}
}

function isDisabled(node: AccessibleNode): boolean {
	return node.properties?.some(({ name, value }) => name === 'disabled' && value.value === true) ?? false;
}

/** All text of the panel, closed shadow root and all, white space collapsed. */
async function readText(session: CDPSession): Promise<string> {
	try {
		const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
		return textIn(root, false).replace(/\s+/g, ' ');
	} catch {
		return '';
	}
}

interface DomNode {
	readonly nodeName: string;
	readonly nodeType: number;
	readonly nodeValue: string;
	readonly children?: readonly DomNode[];
	readonly shadowRoots?: readonly DomNode[];
}

function textIn(node: DomNode, inPanel: boolean): string {
	if (node.nodeType === 3) return inPanel ? `${node.nodeValue} ` : '';
	const within = inPanel || node.nodeName === 'EDGEWISE-PANEL';
	return [...(node.shadowRoots ?? []), ...(node.children ?? [])].map((child) => textIn(child, within)).join('');
}
