import type { Database } from "../db/sqlite.ts";
import { readMeta } from "../sync/meta.ts";
import { foldAnswer, sealPushes } from "../sync/sealed.ts";
import type { SealedPushes } from "./sealed-pushes.ts";

interface MirrorDeps {
  readonly db: Database;
  readonly sealed: SealedPushes;
  /** The version of this app's schema. */
  readonly schema: number;
  /** Runs `work` after so many milliseconds; answers how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly write: (work: () => void) => void;
  readonly onCommit: (hear: () => void) => () => void;
}

/** Soon enough to be there when the tab is closed after the last word, late enough not to be in the way of writing. */
const SOON_MS = 150;

/**
 * Keeps what is to be sent next ready for the service worker, and takes up what it was answered while nobody was here (SU13).
 * A browser without room or without IndexedDB does without: the pushes wait for the next tab as ever.
 */
export function mirrorPushes({ db, sealed, schema, after, write, onCommit }: MirrorDeps): () => void {
  let last = "";
  let callOff = () => {};
  let closed = false;

  const mirror = () => {
    const account = readMeta(db, "account");
    if (!account) return;
    const pushes = sealPushes(db, schema);
    const now = pushes.map(({ body }) => body).join("\n");
    if (now === last) return;
    last = now;
    sealed.replace(account.id, pushes).catch(noted);
  };
  const takeUp = async () => {
    const account = readMeta(db, "account");
    if (!account) return;
    const answers = await sealed.answers(account.id);
    if (closed) return;
    if (answers.length > 0) {
      write(() => {
        for (const answer of answers) foldAnswer(db, answer);
      });
      await sealed.forgetAnswers(account.id);
    }
    // What an earlier leader left may be sent by now.
    await sealed.replace(account.id, sealPushes(db, schema));
  };
  const noted = (error: unknown) => console.info("The service worker is left nothing to send:", error);

  void takeUp().catch(noted);
  const stop = onCommit(() => {
    callOff();
    callOff = after(SOON_MS, mirror);
  });
  return () => {
    closed = true;
    callOff();
    stop();
  };
}
