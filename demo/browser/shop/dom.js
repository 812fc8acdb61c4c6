// @ts-check
/**
 * The element with this id. The pages and these scripts are written together, so its absence is a defect.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function find(id) {
	const element = document.getElementById(id);
	if (!element) throw new Error(`This page has no #${id}.`);
	return element;
}

/**
 * @param {string} id
 * @returns {HTMLFormElement}
 */
export function findForm(id) {
	const form = find(id);
	if (!(form instanceof HTMLFormElement)) throw new Error(`#${id} is not a form.`);
	return form;
}

/**
 * Makes an element; children are elements or text, never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.append(...children);
	return element;
}

/**
 * What a form's field says, trimmed.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function fieldValue(form, name) {
	const value = new FormData(form).get(name);
	return typeof value === 'string' ? value.trim() : '';
}
