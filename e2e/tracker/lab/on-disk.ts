import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Whether a browser has written a text into any file of its profile, in one of the forms that databases keep it in. */
export function isOnDisk(folder: string, text: string): boolean {
	const forms = [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')];
	return filesIn(folder).some((file) => {
		const bytes = read(file);
		return forms.some((form) => bytes.includes(form));
	});
}

/** Where pages' storage lies; not the caches, which hold what was sent. */
const stores = [
	...['Local Storage', 'IndexedDB', 'Session Storage', 'WebStorage'].map((name) => path.join('Default', name)),
	// Firefox's.
	'storage',
];

function filesIn(folder: string): string[] {
	return stores.flatMap((store) => {
		try {
			return readdirSync(path.join(folder, store), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => path.join(entry.parentPath, entry.name));
		} catch {
			return [];
		}
	});
}

/** Databases rename and remove their files while one looks. */
function read(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch {
		return Buffer.alloc(0);
	}
}
