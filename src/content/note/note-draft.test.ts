import { expect, test } from "vitest";
import { fail, ok, type Outcome } from "../../base/result.ts";
import type { SaveState } from "../../app/ui/save-state.ts";
import { createNoteDraft, LATEST, type NoteDraft, QUIET } from "./note-draft.view.ts";

type Sent = { name?: string | undefined; content?: string | undefined; base_version?: number | undefined };

/** A draft with its editor (a string), its database (answers by hand) and its time. */
function bench(content = "one\n", version = 1, quiet = QUIET) {
  let time = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  const sent: { args: Sent; answer: (outcome: Outcome<{ version: number }>) => void }[] = [];
  const states: SaveState[] = [];
  const merges: [string, string][] = [];
  let text = content.replaceAll("\r\n", "\n");
  let stored = { content, version };
  const draft: NoteDraft = createNoteDraft({
    id: "n1",
    initial: { content, version },
    send: (args) => new Promise((answer) => sent.push({ args, answer })),
    fetch: () => Promise.resolve(stored),
    text: () => text,
    merge: (base, theirs) => {
      merges.push([base, theirs]);
      text = theirs + text.slice(base.length);
    },
    report: (state) => states.push(state),
    quiet: () => quiet,
    now: () => time,
    setTimer: (run, delay) => {
      timers.set(timers.size + 1, { at: time + delay, run });
      return timers.size;
    },
    clearTimer: (timer) => timers.get(timer) && timers.set(timer, { at: Infinity, run: () => undefined }),
  });
  return {
    draft,
    sent,
    states,
    merges,
    last: () => states.at(-1)?.kind,
    type(more: string) {
      text += more;
      draft.edited();
    },
    store: (known: typeof stored) => void (stored = known),
    advance(by: number) {
      time += by;
      for (const [id, { at, run }] of timers) {
        if (at > time) continue;
        timers.set(id, { at: Infinity, run: () => undefined });
        run();
      }
    },
  };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("ED1: the text is sent 300 ms after the last keystroke", () => {
  const b = bench();
  b.type("a");
  b.advance(QUIET - 1);
  b.type("b");
  b.advance(QUIET - 1);
  expect(b.sent).toHaveLength(0);
  b.advance(1);
  expect(b.sent.map(({ args }) => args)).toEqual([{ id: "n1", content: "one\nab", base_version: 1 }]);
});

test("ED1: and 2 s after the first, however fast the typing goes on", () => {
  const b = bench();
  for (let at = 0; at < LATEST; at += 100) {
    b.type("x");
    b.advance(100);
  }
  expect(b.sent).toHaveLength(1);
});

test("ED2: it says saved only after the commit was acknowledged", async () => {
  const b = bench();
  b.type("a");
  b.advance(QUIET);
  expect(b.last()).toBe("saving");
  b.sent[0]!.answer(ok({ version: 2 }));
  await settled();
  expect(b.last()).toBe("saved");
  expect(b.draft.unsaved()).toBe(false);
});

test("ED1: what was typed while a save was on its way is saved after it, from the new version", async () => {
  const b = bench();
  b.type("a");
  b.advance(QUIET);
  b.type("b");
  b.advance(QUIET);
  expect(b.sent).toHaveLength(1);
  b.sent[0]!.answer(ok({ version: 2 }));
  await settled();
  expect(b.sent[1]!.args).toEqual({ id: "n1", content: "one\nab", base_version: 2 });
  expect(b.last()).toBe("saving");
});

test("ED1: leaving sends at once, and never refuses because of another tab", () => {
  const b = bench();
  b.type("a");
  b.draft.flush();
  expect(b.sent.map(({ args }) => args)).toEqual([{ id: "n1", content: "one\na" }]);
});

test("ED2: a refused save says why, keeps the text, and can be tried again", async () => {
  const b = bench();
  b.type("a");
  b.advance(QUIET);
  b.sent[0]!.answer(fail("QuotaReached", "The device is full. Nothing was lost: empty the trash, then try again."));
  await settled();
  const state = b.states.at(-1)!;
  expect(state.kind === "failed" && state.message).toContain("The device is full");
  expect(b.draft.unsaved()).toBe(true);
  if (state.kind === "failed") state.retry();
  expect(b.sent[1]!.args.content).toBe("one\na");
});

test("ED4: a change from elsewhere comes in at once when nothing is being typed", () => {
  const b = bench();
  b.draft.arrived({ content: "one, changed\n", version: 2 });
  expect(b.merges).toEqual([["one\n", "one, changed\n"]]);
});

test("ED4: the echo of an own save changes nothing", async () => {
  const b = bench();
  b.type("a");
  b.advance(QUIET);
  b.draft.arrived({ content: "one\na", version: 2 });
  b.sent[0]!.answer(ok({ version: 2 }));
  await settled();
  expect(b.merges).toEqual([]);
});

test("ED4: a save that meets another version merges it and is sent again; neither text is lost", async () => {
  const b = bench();
  b.type("mine");
  b.advance(QUIET);
  b.store({ content: "one, theirs\n", version: 5 });
  b.sent[0]!.answer(fail("VersionConflict", "changed"));
  await settled();
  expect(b.sent[1]!.args).toEqual({ id: "n1", content: "one, theirs\nmine", base_version: 5 });
});

test("the line ends of the file are kept", () => {
  const b = bench("one\r\ntwo\r\n");
  b.type("three\n");
  b.advance(QUIET);
  expect(b.sent[0]!.args.content).toBe("one\r\ntwo\r\nthree\r\n");
});

test("a title is saved in the same way, without touching the text", () => {
  const b = bench();
  b.draft.edited("New name");
  b.advance(QUIET);
  expect(b.sent.map(({ args }) => args)).toEqual([{ id: "n1", name: "New name" }]);
});
