import { expect, test } from "playwright/test";
import { noteIds, openReadyTab, openTab, run, withPrelude, write } from "./tabs-helpers.ts";

test.use({ serviceWorkers: "block" });

for (const [how, prelude] of Object.entries({
  "has no OPFS": "delete StorageManager.prototype.getDirectory",
  "denies OPFS": "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('denied', 'SecurityError'))",
})) {
  test(`failure 20: a browser that ${how}: memory under its status, and writing works`, async ({ page }) => {
    await withPrelude(page, prelude);
    await page.goto("/");
    await run(page, "await atelier.ready");
    expect(await run(page, "return atelier.status()")).toMatchObject({ storage: "memory", failure: null });
    expect(await write(page, "gone-tomorrow")).toMatchObject([{ ok: true }]);
    await expect(page.getByText(/saved ✓|^saved$/i)).toHaveCount(0);
  });
}

test("failure 20: a handle that another worker still holds is waited for, never answered with memory", async ({ page }) => {
  const prelude = `{
    const create = FileSystemFileHandle.prototype.createSyncAccessHandle;
    const start = Date.now();
    FileSystemFileHandle.prototype.createSyncAccessHandle = function () {
      if (Date.now() - start < 1500) return Promise.reject(new DOMException('held', 'NoModificationAllowedError'));
      return create.call(this);
    };
  }`;
  await withPrelude(page, prelude);
  await page.goto("/");
  await run(page, "await atelier.ready");
  expect(await run(page, "return (await atelier.status()).storage")).toBe("opfs");
});

test("failure 6: createSyncAccessHandle fails at handle k: files intact", async ({ context }) => {
  test.setTimeout(120_000);
  const first = await openReadyTab(context);
  await write(first, "kept");
  await first.close();
  for (let k = 1; k <= 8; k++) {
    const page = await context.newPage();
    await withPrelude(
      page,
      `{
      const create = FileSystemFileHandle.prototype.createSyncAccessHandle;
      let count = 0;
      FileSystemFileHandle.prototype.createSyncAccessHandle = function () {
        return ++count === ${k} ? Promise.reject(new DOMException('planted', 'UnknownError')) : create.call(this);
      };
    }`,
    );
    await page.goto("/");
    await run(page, "await atelier.ready");
    expect(await run(page, "return (await atelier.status()).storage")).not.toBe("memory");
    await page.close();
    const after = await openReadyTab(context);
    expect(await noteIds(after), `after a failure at handle ${k}`).toEqual(["kept"]);
    await after.close();
  }
});

test("failure 7: the holder is killed while another worker installs, 100 times: the pool is never empty", async ({ context }) => {
  test.setTimeout(180_000);
  const first = await openTab(context);
  await run(first, "await atelier.ready");
  await write(first, "kept");
  const script = await run<string>(
    first,
    `return performance.getEntriesByType("resource").map(({ name }) => name).find((name) => /assets\\/main-[\\w-]+\\.js/.test(name))`,
  );
  await first.close();
  const page = await context.newPage();
  await page.goto("/healthz");
  // The address has the app's policy: its own files only, made trusted by name.
  await page.evaluate(async (url) => {
    const policy = (
      globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } }
    ).trustedTypes.createPolicy("default", { createScriptURL: (text: string) => text });
    const start = () => new Worker(policy.createScriptURL(url), { type: "module" });
    let holder = start();
    for (let i = 0; i < 100; i++) {
      const next = start();
      await new Promise((resolve) => setTimeout(resolve, 30 + ((i * 37) % 200)));
      holder.terminate();
      holder = next;
    }
    holder.terminate();
  }, script);
  await page.close();
  const after = await openReadyTab(context);
  expect(await noteIds(after)).toEqual(["kept"]);
  expect(await run(after, "return (await atelier.status()).storage")).toBe("opfs");
});
