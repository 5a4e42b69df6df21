import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seal } from "./seal.ts";
import type { Subtle } from "./subtle.ts";

const PASSPHRASE = "grün wie eight words";

test("BR8: the reader that stands in docs/backup-format.md opens an encrypted backup, without Atelier", async () => {
  const reader = /```js\n([\s\S]*?)```/.exec(readFileSync("docs/backup-format.md", "utf8"))![1]!;
  const folder = mkdtempSync(join(tmpdir(), "atelier-format-"));
  try {
    const plain = new Uint8Array(2_500_000).map((_, i) => i * 7);
    const deps = { subtle: crypto.subtle as unknown as Subtle, random: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes) };
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const part of seal(deps, "sqlite", PASSPHRASE, [plain])) parts.push(part);
    const [from, to, script] = ["sealed", "plain", "reader.mjs"].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(from, Buffer.concat(parts));
    writeFileSync(script, reader);
    const read = (passphrase: string) => execFileSync(process.execPath, [script, from, to, passphrase], { stdio: "pipe" });
    read(PASSPHRASE);
    expect(Buffer.compare(readFileSync(to), plain)).toBe(0);
    expect(() => read("another passphrase")).toThrow("Wrong passphrase");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
