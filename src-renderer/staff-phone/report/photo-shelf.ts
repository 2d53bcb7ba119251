/**
 * Photos that wait for the network: in the browser's database, bounded in number and bytes, so that they outlive a closed page. One that
 * finds no room there is kept in memory, and its taker is told that it lasts only as long as the page.
 */
const databaseName = 'kavach.phone';
const storeName = 'photos';
/** A photo has some 300 to 900 KB after it was made smaller. */
export const shelfLimits = { photos: 12, bytes: 12_000_000 } as const;

/** What isn't on the disk, or not yet. Bounded by the reports that may wait: see report-queue.ts. */
const inMemory = new Map<string, Blob>();

export function hasRoom(keptBytes: readonly number[], newBytes: number): boolean {
  const sum = keptBytes.reduce((total, bytes) => total + bytes, newBytes);
  return keptBytes.length < shelfLimits.photos && sum <= shelfLimits.bytes;
}

/** At hand as soon as it is called. False: it lasts only as long as the page. */
export async function keepPhoto(id: string, photo: Blob): Promise<boolean> {
  inMemory.set(id, photo);
  try {
    const isKept = await inStore('readwrite', async (store) => {
      const kept = await answerOf<Blob[]>(store.getAll());
      const sizes = kept.map(({ size }) => size);
      if (!hasRoom(sizes, photo.size)) return false;
      store.put(photo, id);
      return true;
    });
    if (isKept) inMemory.delete(id);
    return isKept;
  } catch {
    return false;
  }
}

/** Null when it isn't there. Rejects when the database can't be read just now. */
export async function takePhoto(id: string): Promise<Blob | null> {
  const known = inMemory.get(id);
  if (known !== undefined) return known;
  return (await inStore('readonly', (store) => answerOf<Blob | undefined>(store.get(id)))) ?? null;
}

/** Photos of these reports stay, all others go. */
export async function keepOnly(ids: readonly string[]): Promise<void> {
  for (const id of inMemory.keys()) if (!ids.includes(id)) inMemory.delete(id);
  await inStore('readwrite', async (store) => {
    for (const id of await answerOf(store.getAllKeys())) if (!ids.includes(String(id))) store.delete(id);
  });
}

/** Resolves when what was written is on the disk. */
async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open(databaseName, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  const database = await answerOf(opening);
  try {
    const transaction = database.transaction(storeName, mode, { durability: 'strict' });
    const ended = new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error);
    });
    const [result] = await Promise.all([work(transaction.objectStore(storeName)), ended]);
    return result;
  } finally {
    database.close();
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
