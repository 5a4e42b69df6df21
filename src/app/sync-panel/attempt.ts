import { failureText } from "../ui/failure-text.ts";
import { showToast } from "../ui/index.ts";

/** Waits for something over the network and says what came of it. Answers its result, or undefined if it was not done. */
export async function attempt<T>(work: Promise<T>, said?: string): Promise<T | undefined> {
  try {
    const result = await work;
    if (said) showToast({ text: said });
    return result;
  } catch (error) {
    showToast({ text: failureText(error), tone: "danger" });
    return undefined;
  }
}
