import { expect, test, type Page } from "playwright/test";
import { commandSpecs, querySpecs, taskSpecs } from "../src/content/index.model.ts";
import { BEFORE_THE_EXAMPLES, exampleCall, RUN_ORDER } from "../scripts/docs/examples.ts";

const kindOf = (name: string) => (commandSpecs.has(name) ? "commands" : querySpecs.has(name) ? "queries" : "tasks");

/** Runs JavaScript as a person would in the developer tools; answers the outcome of its last value. */
const inConsole = (page: Page, code: string) =>
  page.evaluate(`(async () => {
    const answer = ${code};
    const failures = Array.isArray(answer) ? answer.filter((one) => one && one.ok === false) : [];
    return failures.length > 0 ? JSON.stringify(failures) : "ok";
  })().catch((error) => String(error))`);

test("every example of docs/scripting.md runs in the page", async ({ page }) => {
  await page.goto("/");
  await page.waitForFunction("window.atelier");
  await page.evaluate("window.atelier.ready");
  expect(await inConsole(page, BEFORE_THE_EXAMPLES)).toBe("ok");
  const answers: [string, unknown][] = [];
  for (const name of RUN_ORDER) answers.push([name, await inConsole(page, exampleCall(kindOf(name), name))]);
  expect(answers).toEqual(RUN_ORDER.map((name) => [name, "ok"]));
  expect(new Set(RUN_ORDER)).toEqual(new Set([...commandSpecs.keys(), ...querySpecs.keys(), ...taskSpecs.keys()]));
});

test("what does not fit is refused as data with a sentence, and nothing changes", async ({ page }) => {
  await page.goto("/");
  await page.waitForFunction("window.atelier");
  const refused = await page.evaluate(`(async () => {
    await atelier.ready;
    const before = (await atelier.query("node.count", {})).count;
    const [outcome] = await atelier.mutate([{ name: "note.create", args: { name: 5, colour: "red" } }]);
    const query = await atelier.query("node.get", { id: "../x" }).catch((error) => error.failure.type);
    const unknown = await atelier.query("node.explode", {}).catch((error) => typeof error.failure.message);
    return { outcome, query, unknown, added: (await atelier.query("node.count", {})).count - before };
  })()`);
  expect(refused).toMatchObject({
    outcome: { ok: false, error: { type: "InvalidArguments" } },
    query: "InvalidArguments",
    unknown: "string",
    added: 0,
  });
});
