/** A frame around an element, drawn above the page: it takes no room in it and catches no click. */
export interface Outline {
	around(element: Element, label: string): void;
	hide(): void;
}

export function drawOutline(root: ShadowRoot, signal: AbortSignal): Outline {
	const frame = root.ownerDocument.createElement('div');
	frame.className = 'outline';
	frame.hidden = true;
	const caption = root.ownerDocument.createElement('span');
	frame.append(caption);
	root.append(frame);
	let around: Element | null = null;
	const place = () => {
		if (!around) return;
		const { left, top, width, height } = around.getBoundingClientRect();
		frame.style.transform = `translate(${left}px, ${top}px)`;
		frame.style.width = `${width}px`;
		frame.style.height = `${height}px`;
		frame.classList.toggle('at-top', top < 24);
	};
	// The page scrolls in whatever box it likes: capturing sees all of them.
	addEventListener('scroll', place, { signal, capture: true, passive: true });
	addEventListener('resize', place, { signal });
	signal.addEventListener('abort', () => frame.remove());
	return {
		around(element, label) {
			around = element;
			caption.textContent = label;
			frame.hidden = false;
			place();
		},
		hide() {
			around = null;
			frame.hidden = true;
		},
	};
}
