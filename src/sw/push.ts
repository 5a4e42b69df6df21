import type { SealedAnswer, SealedPush } from "../base/sealed-push.ts";

export interface PushDeps {
  readonly store: {
    /** In the order of their ids. */
    pushes(): Promise<readonly SealedPush[]>;
    /** Keeps the answer and lets the push go, in one transaction. */
    answered(answer: SealedAnswer): Promise<void>;
  };
  /** How many windows of the app are open. */
  windows(): Promise<number>;
  /** With the session of that account, or not at all. */
  post(url: string, body: string, account: string): Promise<{ readonly status: number; text(): Promise<string> }>;
}

/** Worth another try by the browser: too many at once, or the server is not well. */
const passing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Posts what the leader left, while no window is open to do it itself (SU13). Only a success counts as one: what is refused
 * stays for the leader, which knows what to do about it. Rejects if the browser is to try again later.
 */
export async function postSealed({ store, windows, post }: PushDeps): Promise<void> {
  if ((await windows()) > 0) return;
  const held = new Set<string>();
  const strangers = new Set<string>();
  let again = false;
  for (const { id, account, space_id, url, body } of await store.pushes()) {
    if (held.has(space_id) || strangers.has(account)) continue;
    const response = await post(url, body, account);
    if (response.status === 200) {
      const answer = await response.text();
      await store.answered({ id, account, space_id, request: body, body: answer });
      if ("stop" in (JSON.parse(answer) as object)) held.add(space_id);
      continue;
    }
    // Without a session nothing else of this account can be sent either.
    if (response.status === 401) {
      strangers.add(account);
      continue;
    }
    // Later ones of the space would leave a gap.
    held.add(space_id);
    again ||= passing(response.status);
  }
  if (again) throw new Error("The server could not take all of it now.");
}
