import type { Peer } from "../peer.ts";
import { Bench, type Done, workOf } from "../work.ts";

/** What the harness calls in a page, a step at a time, so that it can say how far it is and go on after a failure. */
export interface PageBench {
  open(): Promise<void>;
  /** Milliseconds since the navigation began, once the list has answered; and once a search has. */
  firstList(): Promise<number>;
  firstSearch(): Promise<number>;
  work(key: string, size: number): Promise<Done>;
  about(): Promise<string>;
  /** What the origin takes on the disk, without the app's own files. */
  bytes(): Promise<number>;
  /** Asks for the list again and again (opening it if need be) and notes each answer, milliseconds UTC; until `stop`. */
  watch(): void;
  stop(): Promise<{ answers: number[]; failure: string | null }>;
  close(): Promise<void>;
}

const PAUSE_MS = 20;
const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]!;

export function showBench(peer: Peer): void {
  let open: Promise<void> | null = null;
  let bench: Bench | null = null;
  let watching: { answers: number[]; failure: string | null } | null = null;
  const ready = () =>
    (open ??= peer.open().catch((error: unknown) => {
      open = null;
      throw error;
    }));
  const door: PageBench = {
    open: ready,
    firstList: async () => {
      await ready();
      await peer.list(null);
      return performance.now();
    },
    firstSearch: async () => {
      await ready();
      await peer.search({ kind: "words", text: "water" });
      return performance.now();
    },
    work: async (key, size) => {
      if (bench?.size !== size) bench = new Bench(peer, size, () => performance.now());
      return workOf(key).run(bench);
    },
    about: () => peer.about(),
    bytes: async () => {
      const { usageDetails = {} } = (await navigator.storage.estimate()) as { usageDetails?: Record<string, number> };
      return (usageDetails["fileSystem"] ?? 0) + (usageDetails["indexedDB"] ?? 0);
    },
    watch: () => {
      const own = { answers: [] as number[], failure: null as string | null };
      watching = own;
      const again = async () => {
        if (watching !== own) return;
        try {
          await ready();
          await peer.list(null);
          own.answers.push(performance.timeOrigin + performance.now());
        } catch (error) {
          own.failure = sentence(error);
        }
        setTimeout(() => void again(), PAUSE_MS);
      };
      void again();
    },
    stop: async () => {
      const result = watching!;
      watching = null;
      return result;
    },
    close: () => peer.close(),
  };
  Object.assign(globalThis, { bench: door });
}
