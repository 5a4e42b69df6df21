import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { EVENTS, type HeadsAnswer, HEARTBEAT_MS, type SpaceHead } from "../../src/protocol/events.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { Services } from "../services.ts";
import { membershipRows } from "../spaces/membership-rows.ts";
import type { Notice } from "../store/store.ts";

/** `/v1/events`: says that a space has moved, and where to (SV7); never what changed. */
export function eventRoutes(services: Services, sessions: Sessions): Hono {
  const { store, metrics } = services;
  const app = new Hono();
  const headsOf = (user: string) => store.read((sql) => membershipRows(sql).headsOf(user));

  app.get("/", async (c) => {
    const { user_id, hash } = await sessions.of(c);
    c.header("Cache-Control", "no-store");
    if (c.req.header("Accept")?.includes("application/json")) return c.json({ spaces: await headsOf(user_id) } satisfies HeadsAnswer);
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (stream) => {
      /** My spaces, and the seq that was said last: a notice that was under way for a while says nothing new. */
      const mine = new Map<string, number>();
      const inbox = new Inbox();
      const leave = store.subscribe((notice) => inbox.put(notice));
      stream.onAbort(() => inbox.close());
      metrics.add("atelier_event_streams", 1);
      const sendHeads = async () => {
        const heads = await headsOf(user_id);
        mine.clear();
        for (const head of heads) await sendHead(head);
      };
      const sendHead = async (head: SpaceHead) => {
        mine.set(head.id, head.seq);
        await send(EVENTS.head, head);
      };
      const send = (event: string, data?: SpaceHead) => stream.writeSSE({ event, data: data ? JSON.stringify(data) : "" });
      try {
        await sendHeads();
        while (!inbox.closed) {
          const notice = await inbox.next(HEARTBEAT_MS);
          if (!(await sessions.find(hash))) return await send(EVENTS.end);
          if (!notice) await stream.write(": still here\n\n");
          else if ("space" in notice) {
            if (notice.seq > (mine.get(notice.space) ?? Infinity)) await sendHead({ id: notice.space, seq: notice.seq });
          } else if ("user" in notice && notice.user === user_id) {
            await send(EVENTS.spaces);
            await sendHeads();
          }
        }
      } finally {
        leave();
        metrics.add("atelier_event_streams", -1);
      }
    });
  });
  return app;
}

/** Notices wait here for one stream; of one space only the newest. */
class Inbox {
  closed = false;
  readonly #waiting = new Map<string, Notice>();
  #wake: () => void = () => undefined;

  put(notice: Notice): void {
    this.#waiting.set("space" in notice ? notice.space : JSON.stringify(notice), notice);
    this.#wake();
  }

  close(): void {
    this.closed = true;
    this.#wake();
  }

  /** The next notice, or undefined after `ms` without one. */
  async next(ms: number): Promise<Notice | undefined> {
    if (this.#waiting.size === 0 && !this.closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const [first] = this.#waiting;
    if (first) this.#waiting.delete(first[0]);
    return first?.[1];
  }
}
