import { createSignal } from "solid-js";
import type { SearchAnswer } from "../../content/search/search.model.ts";
import type { Client } from "../data/client.ts";
import { failureText } from "../ui/failure-text.ts";

export interface Search {
  /** The newest answer; undefined before the first and when nothing is asked. */
  readonly answer: () => SearchAnswer | undefined;
  readonly error: () => string | undefined;
  readonly busy: () => boolean;
  readonly ask: (text: string) => void;
  /** Resolves when the answer shown is the answer to the newest text: Enter waits for it, or it would choose from an older one. */
  readonly settled: () => Promise<void>;
}

const LIMIT = 40;

/**
 * Search as typed. One question is under way at a time and only the newest waits behind it, so that fast typing never
 * queues up work; the answer to an older text is not shown (UI8).
 */
export function createSearch(client: Pick<Client, "query">): Search {
  const [answer, setAnswer] = createSignal<SearchAnswer>();
  const [error, setError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  let wanted = "";
  let running = Promise.resolve();

  async function run() {
    setBusy(true);
    for (let asked: string | undefined; asked !== wanted && wanted;) {
      asked = wanted;
      try {
        const found = await client.query("search.nodes", { text: asked, limit: LIMIT });
        if (asked === wanted) (setAnswer(found), setError(undefined));
      } catch (refused) {
        if (asked === wanted) (setAnswer(undefined), setError(failureText(refused)));
      }
    }
    setBusy(false);
  }
  return {
    answer,
    error,
    busy,
    ask(text) {
      wanted = text.trim();
      if (!wanted) setAnswer(undefined);
      else if (!busy()) running = run();
    },
    settled: () => running,
  };
}
