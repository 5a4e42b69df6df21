import { expect, test } from "playwright/test";
import { failedStart, startBuiltServer } from "./built-server.ts";

test("the server says that it is ready, ends on SIGTERM, and says when its port is taken", async () => {
  const server = await startBuiltServer();
  try {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const { port } = new URL(server.url);
    const second = await failedStart({ PORT: port });
    expect(second.code).toBe(1);
    expect(second.errors).toContain(`Port ${port} is in use.`);
    expect(await server.stop()).toBe(0);
  } finally {
    await server.remove();
  }
});

test("a PORT that is no port is refused with a sentence", async () => {
  expect(await failedStart({ PORT: "eighty" })).toEqual({ code: 1, errors: expect.stringContaining('PORT is "eighty"') });
});

test("the content security policy holds: no inline script, no eval, no text as HTML", async ({ page }) => {
  const violations: string[] = [];
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP ${event.effectiveDirective} ${event.blockedURI}`)),
  );
  page.on("console", (message) => message.type() === "error" && violations.push(message.text()));
  page.on("pageerror", (error) => violations.push(error.message));
  await page.goto("/");
  await page.waitForFunction("window.atelier");
  await page.evaluate("window.atelier.ready");
  expect(violations).toEqual([]);
  const tried = await page.evaluate(async () => {
    const refuses = (work: () => unknown) => {
      try {
        work();
        return false;
      } catch {
        return true;
      }
    };
    const inline = document.createElement("div");
    return {
      html: refuses(() => (inline.innerHTML = "<img src=x onerror=alert(1)>")),
      // Later, because the developer tools that drive this test may evaluate while they call.
      evaluation: await new Promise((resolve) => setTimeout(() => resolve(refuses(() => (0, eval)("1"))))),
      worker: refuses(() => new Worker("https://example.org/x.js")),
    };
  });
  expect(tried).toEqual({ html: true, evaluation: true, worker: true });
});
