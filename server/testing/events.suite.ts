import { expect, test } from "vitest";
import type { HeadsAnswer } from "../../src/protocol/events.ts";
import type { Person, World } from "./world.ts";

/** Events (SV7), on whatever store the world stands. */
export function eventsSuite(world: () => World): void {
  /** Reads a stream of events as `name data` lines, one at a time. */
  async function listen(person: Person) {
    const answer = await world().api.request("/events", { headers: { Authorization: `Bearer ${person.session.token}` } });
    const reader = answer.body!.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
    let text = "";
    async function next(): Promise<string> {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end >= 0) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          return block
            .replace(/^event: /, "")
            .replace(/\ndata: ?/, " ")
            .trim();
        }
        const { value, done } = await reader.read();
        if (done) return "closed";
        text += value;
      }
    }
    return { type: answer.headers.get("content-type"), next, stop: () => reader.cancel() };
  }

  test("SV7: says where one's spaces are, then that one has moved, that the list has changed, and that the session ended", async () => {
    const person = await world().person();
    const device = person.device();
    await device.write("notes", "n", { name: "x" });
    const events = await listen(person);
    const at = (seq: number) => `head ${JSON.stringify({ id: device.space, seq })}`;
    expect([events.type, await events.next()]).toEqual(["text/event-stream", at(1)]);
    await (await world().person()).device().write("notes", "n", { name: "somebody else's" });
    await device.write("notes", "n", { name: "y" });
    expect(await events.next()).toBe(at(2));
    const space = await person.sharedSpace();
    expect([await events.next(), await events.next(), await events.next()].sort()).toEqual(
      [at(2), `head ${JSON.stringify({ id: space, seq: 0 })}`, "spaces"].sort(),
    );
    await person.call("POST", "/auth/logout", {});
    expect([await events.next(), await events.next()]).toEqual(["end", "closed"]);
  });

  test("SV7: the same as one answer, for who cannot stream", async () => {
    const person = await world().person();
    await person.device().write("notes", "n", { name: "x" });
    const { body } = await person.call<HeadsAnswer>("GET", "/events", undefined, { Accept: "application/json" });
    expect(body).toEqual({ spaces: [{ id: person.session.space, seq: 1 }] });
  });
}
