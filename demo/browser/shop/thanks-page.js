// @ts-check
import { find } from './dom.js';
import { readOrder, writeOrder } from './order.js';
import { orderProperties, stockedTotals } from './segment.js';
import { matchShelf, pageData } from './shelf.js';
import { briefLines, sumRows } from './sums.js';
import { tell } from './tell.js';

/**
 * Shows the last order. It is reported here and not at the click before, because this page stays open: nothing races
 * the tracker's script. A reload shows it again and reports nothing.
 */
export function showThanks() {
	const order = readOrder();
	if (!order) return;
	const lines = matchShelf(order.cart, pageData().products);
	find('order').hidden = false;
	find('order-number').textContent = order.id;
	find('order-lines').replaceChildren(...briefLines(lines));
	find('order-sums').replaceChildren(...sumRows(stockedTotals(lines)));
	if (order.reported) return;
	writeOrder({ ...order, reported: true });
	tell('track', 'Order Completed', orderProperties(lines, order.id, location.origin));
}
