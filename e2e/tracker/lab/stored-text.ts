import type { Page } from 'playwright-core';

/** Everything that a page's origin keeps in this browser, as one text: local and session storage, and every IndexedDB. */
export function storedText(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const asked = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
		for (const { name } of await indexedDB.databases()) {
			if (name === undefined) continue;
			const database = await asked(indexedDB.open(name));
			for (const store of database.objectStoreNames) {
				const records = database.transaction(store).objectStore(store);
				texts.push(JSON.stringify([await asked(records.getAllKeys()), await asked(records.getAll())]));
			}
			database.close();
		}
		return texts.join('\n');
	});
}
