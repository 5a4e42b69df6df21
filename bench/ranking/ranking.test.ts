import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { generatedDocuments, zipDocuments } from "./documents.ts";
import { KINDS, knownItems } from "./known-items.ts";
import { openCorpus, qualityOf } from "./measure.ts";
import { tune } from "./tune.ts";

const documents = generatedDocuments(150, 1);
const START = { name: 10, tags: 5, folder: 2, text: 1 };

test("the same seed asks the same queries, of every kind", () => {
  const items = knownItems(documents, 4, 7);
  expect(items).toEqual(knownItems(documents, 4, 7));
  expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(KINDS));
});

test("SE7: most notes that are known to be there come early, whatever is remembered of them", async () => {
  const db = await openCorpus(documents);
  const items = knownItems(documents, 5, 7);
  expect(qualityOf(db, items).recall).toBeGreaterThan(0.7);
  const { best, trials } = tune([{ label: "small", db, items: items.slice(0, 6) }], START);
  expect(best.mrr).toBe(Math.max(best.mrr, trials[0]!.mrr));
});

test("a zip of Markdown files is a corpus", () => {
  const bytes = zipSync({ "A/Fox.md": new TextEncoder().encode("---\ntags: [zoo]\n---\nRed"), "a.png": new Uint8Array(1) });
  expect(zipDocuments(bytes)).toEqual([{ name: "Fox", folder: "A", tags: ["zoo"], content: "Red" }]);
});
