import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { TEST_TIME, openTestEngine } from "../testing.ts";
import type { Database } from "../sqlite.ts";
import { addVersion, newestText, readVersion, removeVersions } from "./store.ts";

let db: Database;
beforeEach(async () => {
  ({ db } = await openTestEngine([]));
  db.run("INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES ('n', 'note', 'N', 0, 0), ('m', 'note', 'M', 0, 0)");
});

const add = (text: string, i = 0, nodeId = "n") =>
  addVersion(db, { nodeId, at: TEST_TIME + i, keptAt: TEST_TIME + i, reason: "edit", label: null, text });

const edits = fc.array(fc.record({ at: fc.nat(2000), drop: fc.nat(30), insert: fc.string({ unit: "grapheme", maxLength: 40 }) }), {
  minLength: 1,
  maxLength: 90,
});

function texts(changes: readonly { at: number; drop: number; insert: string }[]): string[] {
  let text = "once upon a time ".repeat(40);
  return changes.map(({ at, drop, insert }) => {
    const points = [...text];
    points.splice(at % (points.length + 1), drop, insert);
    return (text = points.join(""));
  });
}

test("VE2: every version is read as it was put in, whatever came after it", () => {
  fc.assert(
    fc.property(edits, (changes) => {
      db.run("DELETE FROM versions");
      const kept = texts(changes).map((text, i) => ({ text, seq: add(text, i), other: add(`other ${i}`, i, "m") }));
      for (const { text, seq, other } of kept) {
        expect(readVersion(db, seq)).toBe(text);
        expect(readVersion(db, other)).toMatch(/^other/);
      }
      expect(newestText(db, "n")).toBe(kept.at(-1)!.text);
    }),
    { numRuns: 40, seed: 7 },
  );
});

test("VE2: those that stay read the same after any others were taken away", () => {
  fc.assert(
    fc.property(edits, fc.infiniteStream(fc.boolean()), (changes, coin) => {
      db.run("DELETE FROM versions");
      const kept = texts(changes).map((text, i) => ({ text, seq: add(text, i), goes: coin.next().value as boolean }));
      removeVersions(
        db,
        "n",
        kept.filter(({ goes }) => goes).map(({ seq }) => seq),
      );
      for (const { text, seq, goes } of kept) expect(readVersion(db, seq)).toBe(goes ? null : text);
      const after = add("and after that", 1000);
      expect(readVersion(db, after)).toBe("and after that");
      for (const { text, seq, goes } of kept) if (!goes) expect(readVersion(db, seq)).toBe(text);
    }),
    { numRuns: 40, seed: 11 },
  );
});

test("VE3: a thousand versions of a note of 10 kB cost less than 1 MB", () => {
  const words = "The quick brown fox jumps over the lazy dog while seventeen musicians tune their instruments before dawn".split(" ");
  let random = 42;
  const next = (below: number) => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const sentence = () => Array.from({ length: 12 }, () => words[next(words.length)]).join(" ");
  let text = Array.from({ length: 140 }, sentence).join(".\n");
  expect(text.length).toBeGreaterThan(9_000);
  for (let i = 0; i < 1000; i++) {
    const at = next(text.length);
    text = `${text.slice(0, at)} ${sentence()}. ${text.slice(at + 150)}`;
    add(text, i);
  }
  const pages = db.value<number>("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'versions%'")!;
  expect(pages).toBeLessThan(1_000_000);
  console.info(`1,000 versions: ${pages} bytes`);
});

test("a version that is not there is null", () => {
  expect(readVersion(db, 99)).toBeNull();
  expect(newestText(db, "n")).toBeNull();
});
