import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import type { SearchAnswer } from "../../content/search/search.model.ts";
import { createSearch } from "./create-search.ts";

const answer = (total: number): SearchAnswer => ({ hits: [], total, capped: false, groups: [], did_you_mean: null, took_ms: 1 });

function search() {
  const asked: { text: string; resolve: (found: SearchAnswer) => void }[] = [];
  const query = (_: string, { text }: { text: string }) => new Promise((resolve) => asked.push({ text, resolve }));
  return { asked, search: createRoot(() => createSearch({ query: query as never })) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("UI8: while a question is under way only the newest text waits", async () => {
  const { asked, search: box } = search();
  for (const text of ["c", "ch", "cho", "chorus"]) box.ask(text);
  expect(asked.map(({ text }) => text)).toEqual(["c"]);
  asked[0]!.resolve(answer(1));
  await settled();
  expect(asked.map(({ text }) => text)).toEqual(["c", "chorus"]);
});

test("UI8: the answer to an older text is not shown", async () => {
  const { asked, search: box } = search();
  box.ask("verse");
  box.ask("chorus");
  asked[0]!.resolve(answer(1));
  await settled();
  expect(box.answer()).toBeUndefined();
  asked[1]!.resolve(answer(2));
  await settled();
  expect(box.answer()?.total).toBe(2);
  expect(box.busy()).toBe(false);
});

test("UI8: an emptied field shows nothing, whatever still arrives", async () => {
  const { asked, search: box } = search();
  box.ask("chorus");
  box.ask("");
  asked[0]!.resolve(answer(3));
  await settled();
  expect(box.answer()).toBeUndefined();
});

test("UI8: settled only when the newest text is answered, so that Enter never chooses from an older answer", async () => {
  const { asked, search: box } = search();
  await box.settled();
  box.ask("verse");
  box.ask("chorus");
  let chosenFrom: number | undefined;
  const chosen = box.settled().then(() => (chosenFrom = box.answer()?.total));
  asked[0]!.resolve(answer(1));
  await settled();
  expect(chosenFrom).toBeUndefined();
  asked[1]!.resolve(answer(2));
  await chosen;
  expect(chosenFrom).toBe(2);
});
