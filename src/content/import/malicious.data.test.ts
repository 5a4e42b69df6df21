import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { ImportReport } from "./import.model.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const zip = (files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> => zipSync(files);
const one = zip({ "a.md": encode("hello") });

/** The same bytes with some of them replaced, counted from where `marker` stands. */
function patched(bytes: Uint8Array, marker: number[], offset: number, values: number[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  const at = out.findIndex((_, i) => marker.every((byte, j) => out[i + j] === byte));
  out.set(values, at + offset);
  return out;
}
const CENTRAL = [0x50, 0x4b, 1, 2];
const END = [0x50, 0x4b, 5, 6];

const refused: [string, Uint8Array<ArrayBuffer>, string][] = [
  ["nothing in the file", new Uint8Array(0), "DamagedArchive"],
  ["not a zip", new Uint8Array(encode("hello")), "DamagedArchive"],
  ["a zip without files", zip({}), "NothingToImport"],
  ["a zip that was cut off", one.slice(0, -30), "DamagedArchive"],
  ["a directory that points outside", patched(one, END, 16, [0xff, 0xff, 0xff, 0x7f]), "DamagedArchive"],
  ["a directory larger than is read", patched(one, END, 12, [0xff, 0xff, 0xff, 0x7f]), "TooLarge"],
  ["a directory that is noise", patched(one, CENTRAL, 0, [1, 2, 3, 4]), "DamagedArchive"],
  ["an entry that says it is 4 GB", patched(one, CENTRAL, 24, [0xfe, 0xff, 0xff, 0xff]), "TooLarge"],
  ["a bomb that hides its size", patched(zip({ "a.md": new Uint8Array(40_000_000) }), CENTRAL, 24, [10, 0, 0, 0]), "TooLarge"],
  ["a small bomb that hides its size", patched(zip({ "a.md": new Uint8Array(100_000) }), CENTRAL, 24, [10, 0, 0, 0]), "TooLarge"],
];

test.each(refused)("IM2: %s is refused in words and changes nothing", async (_name, bytes, type) => {
  const ws = await openTestWorkspace(dataModules);
  const outcome = await ws.host.task(
    "import.files",
    { batch: "b", files: [new File([bytes], "x.zip")], dry_run: false },
    () => undefined,
    new AbortController().signal,
  );
  expect(outcome).toMatchObject({ ok: false, error: { type } });
  expect(ws.db.value("SELECT count(*) FROM nodes")).toBe(0);
  expect(ws.db.value("SELECT count(*) FROM attachments")).toBe(0);
});

const text = (content: string): Uint8Array<ArrayBuffer> => zip({ "a.md": encode(content), "b.md": encode("fine") });
const laughs = `---\na: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
  .split("")
  .map((key, i) => `${key}: &${key} [${`*${"abcdefgh"[i]},`.repeat(9)}]\n`)
  .join("")}---\n`;
const neutral: [string, Uint8Array<ArrayBuffer>, Partial<ImportReport>][] = [
  ["a path that climbs out", zip({ "../a.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["an absolute path", zip({ "/etc/a.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["a path of Windows", zip({ "C:\\a.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["a NUL in a name", zip({ "a\0.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["a very long path", zip({ [`${"d/".repeat(600)}a.md`]: encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["an encrypted entry", patched(zip({ "a.md": encode("x"), "b.md": encode("y") }), CENTRAL, 8, [1, 8]), { created: 1, failed: 1 }],
  ["an unknown packing", patched(zip({ "a.md": encode("x"), "b.md": encode("y") }), CENTRAL, 10, [99, 0]), { created: 1, failed: 1 }],
  ["a wrong checksum", patched(zip({ "a.md": encode("x"), "b.md": encode("y") }), CENTRAL, 16, [1, 2, 3, 4]), { created: 1, failed: 1 }],
  ["a zip in a zip", zip({ "in.zip": one, "b.md": encode("y") }), { created: 1, attached: 1 }],
  ["broken UTF-8", zip({ "a.md": Uint8Array.of(0x61, 0xff, 0xc3), "b.md": encode("y") }), { created: 1, attached: 1 }],
  ["a NUL in a text", text("a\0b"), { created: 1, attached: 1 }],
  ["a billion laughs", text(laughs), { created: 2 }],
  ["YAML as deep as a well", text(`---\na: ${"[".repeat(20_000)}\n---\n`), { created: 2 }],
  ["10,000 tags", text(`---\ntags: [${Array.from({ length: 10_000 }, (_, i) => `t${i}`).join(", ")}]\n---\n`), { created: 2 }],
  ["a line of two million characters", text("[[".repeat(1_000_000)), { created: 2 }],
  ["a front matter without an end", text(`---\r\n${"a: b\r\n".repeat(20_000)}`), { created: 2 }],
];

test.each(neutral)("IM2: %s is neutralised and the rest comes in", async (_name, bytes, counts) => {
  const ws = await openTestWorkspace(dataModules);
  const report = await ws.task<ImportReport>("import.files", { batch: "b", files: [new File([bytes], "x.zip")], dry_run: false });
  expect(report).toMatchObject(counts);
  for (const item of report.items) if (item.outcome === "failed") expect(item.remarks[0]).toMatch(/\.$/);
  expect(ws.db.value("SELECT content FROM nodes WHERE name = 'b'")).not.toBe(undefined);
});
