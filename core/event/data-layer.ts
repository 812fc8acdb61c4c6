import { isBag, isPrototypeKey } from './bag.ts';
import type { Bag } from './types.ts';

/**
 * Google's e-commerce events (https://developers.google.com/analytics/devguides/collection/ga4/ecommerce) in the words of
 * Segment's spec (https://segment.com/docs/connections/spec/ecommerce/v2/).
 */
const names = new Map([
	['view_item_list', 'Product List Viewed'],
	['select_item', 'Product Clicked'],
	['view_item', 'Product Viewed'],
	['add_to_cart', 'Product Added'],
	['remove_from_cart', 'Product Removed'],
	['add_to_wishlist', 'Product Added to Wishlist'],
	['view_cart', 'Cart Viewed'],
	['begin_checkout', 'Checkout Started'],
	['add_shipping_info', 'Checkout Step Completed'],
	['add_payment_info', 'Payment Info Entered'],
	['purchase', 'Order Completed'],
	['refund', 'Order Refunded'],
	['view_promotion', 'Promotion Viewed'],
	['select_promotion', 'Promotion Clicked'],
]);

/** Those about one product have its fields beside their own. */
const ofOneProduct = new Set([
	'Product Clicked',
	'Product Viewed',
	'Product Added',
	'Product Removed',
	'Product Added to Wishlist',
]);

/** What the page told Google's tags, as Segment's spec says it; null for an event that it has no name for. */
export function translateDataLayer(event: unknown, properties: Bag): { event: string; properties: Bag } | null {
	const name = typeof event === 'string' ? names.get(event) : undefined;
	if (name === undefined) return null;
	const { items, transaction_id, value, ...rest } = properties;
	const products = Array.isArray(items) ? items.filter(isBag).map(productOf) : [];
	return {
		event: name,
		properties: {
			...rest,
			...(transaction_id !== undefined && { order_id: transaction_id }),
			...(value !== undefined && { [name.startsWith('Order') ? 'total' : 'value']: value }),
			...(ofOneProduct.has(name) ? products[0] : products.length > 0 && { products }),
		},
	};
}

function productOf(item: Bag): Bag {
	return Object.fromEntries(Object.entries(item).map(([key, value]) => [fieldOf(key), value]));
}

/** `item_name` is `name`; what has another word in Segment's spec has that. */
function fieldOf(key: string): string {
	if (key === 'item_id') return 'product_id';
	const field = key === 'index' ? 'position' : key.replace(/^item_/, '');
	return isPrototypeKey(field) ? key : field;
}
