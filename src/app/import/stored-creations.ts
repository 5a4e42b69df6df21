const KEY = "creation-store";

/**
 * What Creation OS has left in the storage of this address, as a file for the import; undefined if it has not. The page hands
 * it to the worker, which has no such storage, and never changes it (F20).
 */
export function storedCreations(): File | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text ? new File([text], `${KEY}.json`, { type: "application/json" }) : undefined;
  } catch {
    // Storage that the browser denies to this page holds nothing for it.
    return undefined;
  }
}
