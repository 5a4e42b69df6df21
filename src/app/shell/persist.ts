let asked = false;

/** Asks the browser once a page not to clear the data when space runs out; call it from a gesture, after something was kept. */
export async function askToPersist(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage?.persist) return false;
  if (asked) return storage.persisted();
  asked = true;
  return (await storage.persisted()) || storage.persist();
}

/** The same, because the person pressed the button for it. */
export async function askToPersistAgain(): Promise<boolean> {
  asked = false;
  return askToPersist();
}
