/** Opens ahead, so that the first use does not wait for it; a failure shows at that use, which tries again. */
export function databaseOf(factory: IDBFactory, name: string, create: (database: IDBDatabase) => void): () => Promise<IDBDatabase> {
  const open = () => {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => create(opening.result);
    return request(opening);
  };
  let opened: Promise<IDBDatabase> | undefined = open();
  opened.catch(() => (opened = undefined));
  return () => (opened ??= open());
}

export const request = <T>(asked: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("IndexedDB failed without a reason."));
  });
