import { finder } from '@medv/finder';
import { getCssSelector } from 'css-selector-generator';
import { select } from 'optimal-select/lib/index.js';

// optimal-select was made for bundlers that knew the name.
window.global = window;
window.selectorPeers = {
	'@medv/finder': (element) => finder(element),
	'optimal-select': (element) => select(element),
	'css-selector-generator': (element) => getCssSelector(element),
};
