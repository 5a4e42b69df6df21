import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const picture = (page: Page) => page.locator(".graph-canvas").first();
const rows = (page: Page) => page.getByRole("grid", { name: "Nodes" });
const card = (page: Page) => page.getByRole("region", { name: /^Chosen:/ });
const settled = (page: Page) => expect(page.getByRole("progressbar", { name: "Arranging" })).toHaveCount(0, { timeout: 30_000 });

interface Door {
  query(name: string, args: unknown): Promise<{ nodes: { id: string; x: number | null; y: number | null }[] }>;
}

/** Where every node is kept, by its id. */
const places = (page: Page) =>
  page.evaluate(async () => {
    const { nodes } = await (window as unknown as { atelier: Door }).atelier.query("graph.map", {});
    return Object.fromEntries(nodes.map(({ id, x, y }) => [id, x === null ? null : [x, y]]));
  });

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

/** The sample workspace, and a first look at its graph. */
async function openGraph(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await page.getByRole("button", { name: "Open the sample workspace" }).click();
  await expect(page.getByLabel("Content")).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "Graph" }).first().click();
  await expect(picture(page)).toHaveAttribute("data-nodes", /^[1-9]/);
  await settled(page);
}

async function find(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Find in the graph" }).fill(name);
  await expect(page.getByRole("option", { name }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(card(page)).toHaveAccessibleName(`Chosen: ${name}`);
}

test("GV2 GV5: the picture and the list show the same nodes; what is found is lit with its neighbours", async ({ page }) => {
  await openGraph(page);
  const drawn = async () => Number(await picture(page).getAttribute("data-nodes"));
  await expect.poll(drawn).toBeGreaterThan(30);
  const count = await drawn();
  await expect(rows(page)).toHaveAttribute("aria-rowcount", String(count));
  await find(page, "Harbour Lights");
  await expect(page).toHaveURL(/focus=/);
  await expect(picture(page)).toHaveAttribute("data-lit-nodes", /^([5-9]|\d\d)$/);
  await expect(rows(page).getByRole("row", { selected: true })).toContainText("Harbour Lights");
  await expect(card(page).getByRole("button", { name: /The album/ })).toBeVisible();
  await page.getByRole("button", { name: /^Nest/ }).click();
  await expect(page).toHaveURL(/hide=NEST/);
  expect(await violations(page)).toEqual([]);
});

test("GV5: by keyboard: light, walk to a neighbour, open", async ({ page }) => {
  await openGraph(page);
  await rows(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const first = await rows(page).getByRole("row", { selected: true }).textContent();
  await card(page).getByRole("listitem").first().getByRole("button").press("Enter");
  await expect(rows(page).getByRole("row", { selected: true })).not.toHaveText(first!);
  await page.goBack();
  await expect(rows(page).getByRole("row", { selected: true })).toHaveText(first!);
  await rows(page).press("o");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeVisible();
});

test("GV4: the path between two nodes is lit and listed, and comes back by its address", async ({ page }) => {
  await openGraph(page);
  await find(page, "Why a ferry");
  await card(page).getByRole("button", { name: "Path from here" }).click();
  const to = page.getByRole("combobox", { name: "To", exact: true });
  await to.fill("Thank the cellist");
  await expect(page.getByRole("option", { name: "Thank the cellist" })).toBeVisible();
  await to.press("Enter");
  const steps = page.getByRole("list", { name: "Steps of the path" }).getByRole("listitem");
  await expect(steps.first()).toContainText("Why a ferry");
  await expect(steps.last()).toContainText("Thank the cellist");
  await expect(picture(page)).toHaveAttribute("data-lit-nodes", String(await steps.count()));
  await page.getByRole("radio", { name: "Strongest links" }).check();
  await expect(page).toHaveURL(/weighted=1/);
  await page.reload();
  await expect(steps.last()).toContainText("Thank the cellist");
});

test("GV7: an edge made by keyboard from the palette is in the inspector and in the graph, can be changed, and undone", async ({
  page,
}) => {
  await openGraph(page);
  await find(page, "Budget");
  const before = await card(page).getByRole("listitem").count();
  await card(page).getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Budget");

  await page.keyboard.press("Control+K");
  await page.keyboard.type(">link this");
  await expect(page.getByRole("option", { name: /Link this to/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "To", exact: true })).toBeFocused();
  await page.keyboard.type("Thank the cel");
  await expect(page.getByRole("option", { name: "Thank the cellist" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Link", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");

  const inspector = page.getByRole("complementary", { name: "Inspector" });
  const linked = inspector.getByRole("button", { name: /^Thank the cellist/ });
  await expect(linked).toBeVisible();
  await inspector.getByRole("button", { name: "Edit link: Thank the cellist" }).click();
  await page.getByRole("textbox", { name: "Label" }).fill("owes");
  await page.keyboard.press("Enter");
  await expect(inspector.getByText("owes")).toBeVisible();

  await page.goto("/graph");
  await find(page, "Budget");
  await expect(card(page).getByRole("listitem")).toHaveCount(before + 1);
  await expect(card(page).getByRole("button", { name: /Thank the cellist/ })).toBeVisible();
  await card(page).getByRole("button", { name: "Open" }).click();
  await inspector.getByRole("button", { name: "Edit link: Thank the cellist" }).click();
  await page.getByRole("button", { name: "Remove link" }).click();
  await expect(linked).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(linked).toBeVisible();
});

test("GV9: a mention becomes a link, in that place only, and back", async ({ page }) => {
  await page.goto("/notes");
  const [band, diary] = await page.evaluate(async () => {
    const door = (window as unknown as { atelier: { ready: Promise<void>; mutate(c: unknown[]): Promise<{ value: { id: string } }[]> } })
      .atelier;
    await door.ready;
    const made = await door.mutate([
      { name: "note.create", args: { name: "Salt Lantern" } },
      { name: "note.create", args: { name: "Diary", content: "Monday was quiet.\nThen salt lantern played.\n" } },
    ]);
    return made.map(({ value }) => value.id);
  });
  const textOf = (id: string) =>
    page.evaluate(
      async (note) =>
        (
          await (window as unknown as { atelier: { query(n: string, a: unknown): Promise<{ content: string }> } }).atelier.query(
            "note.get",
            { id: note },
          )
        ).content,
      id,
    );
  await page.goto(`/notes/${band!}`);
  await page.getByRole("button", { name: "Link the mention in Diary" }).click();
  await expect.poll(() => textOf(diary!)).toBe("Monday was quiet.\nThen [[salt lantern]] played.\n");
  await expect(page.getByRole("button", { name: "Link the mention in Diary" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(() => textOf(diary!)).toBe("Monday was quiet.\nThen salt lantern played.\n");
});

test("GV3: places are kept: the picture is the same after a reload, and a new node joins it without moving the others", async ({
  page,
}) => {
  await openGraph(page);
  await expect.poll(async () => Object.values(await places(page)).includes(null)).toBe(false);
  const before = await places(page);
  await page.reload();
  await expect(picture(page)).toHaveAttribute("data-nodes", /^[1-9]/);
  await settled(page);
  expect(await places(page)).toEqual(before);
  await page.evaluate(() =>
    (window as unknown as { atelier: { mutate(c: unknown[]): Promise<unknown> } }).atelier.mutate([
      { name: "note.create", args: { id: "newcomer", name: "Newcomer", content: "[[The album]]" } },
    ]),
  );
  await expect(picture(page)).toHaveAttribute("data-nodes", String(Object.keys(before).length + 1));
  await expect.poll(async () => (await places(page))["newcomer"] ?? null).not.toBeNull();
  const after = await places(page);
  expect(Object.fromEntries(Object.entries(after).filter(([id]) => id !== "newcomer"))).toEqual(before);
});

test("F21: the graph works with the network off", async ({ page, context }) => {
  await openGraph(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await context.setOffline(true);
  await page.reload();
  await expect(picture(page)).toHaveAttribute("data-nodes", /^[1-9]/);
  await find(page, "The album");
  await context.setOffline(false);
});

test("GV5: without WebGL the page says so and the list goes on", async ({ page }) => {
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.includes("webgl") ? null : (real as (...all: unknown[]) => unknown).call(this, kind, ...more);
    } as typeof real;
  });
  await openGraph(page);
  await expect(page.getByText("This browser cannot draw the picture")).toBeVisible();
  await find(page, "The album");
});

test("the graph on a phone: the picture, or the list", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await page.getByRole("button", { name: "Open the sample workspace" }).click();
  await expect(page.getByLabel("Content")).toBeVisible();
  await page.goto("/graph");
  await expect(picture(page)).toHaveAttribute("data-nodes", /^[1-9]/);
  await page.getByRole("radio", { name: "List" }).check();
  await rows(page).getByRole("row").first().click();
  await expect(card(page)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
