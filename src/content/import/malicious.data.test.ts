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

/** A directory whose entries all point at the same bytes: little on the disk, much when unpacked. */
function overlapping(): Uint8Array<ArrayBuffer> {
  const bytes = zip({ "a.md": new Uint8Array(30_000_000) });
  const from = bytes.findIndex((_, i) => CENTRAL.every((byte, j) => bytes[i + j] === byte));
  const entry = bytes.slice(from, bytes.length - 22);
  const copies = 50;
  const out = new Uint8Array(from + entry.length * copies + 22);
  out.set(bytes.slice(0, from));
  for (let i = 0; i < copies; i++) out.set(entry, from + i * entry.length);
  const end = bytes.slice(-22);
  new DataView(end.buffer).setUint32(12, entry.length * copies, true);
  new DataView(end.buffer).setUint16(10, copies, true);
  new DataView(end.buffer).setUint16(8, copies, true);
  out.set(end, out.length - 22);
  return out;
}

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
  ["a directory that begins inside itself", patched(one, END, 16, [0xff, 0, 0, 0]), "DamagedArchive"],
  ["a count of entries that lies, with a directory of nothing", patched(one, END, 12, [0, 0, 0, 0]), "NothingToImport"],
  ["a name longer than the directory", patched(one, CENTRAL, 28, [0xff, 0xff]), "DamagedArchive"],
  ["a comment longer than the directory", patched(one, CENTRAL, 32, [0xff, 0xff]), "DamagedArchive"],
  ["an archive of only its end", one.slice(-22), "DamagedArchive"],
  ["many copies of one large entry, as overlapping bombs have", overlapping(), "TooLarge"],
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
const deep = (sign: string): Uint8Array<ArrayBuffer> =>
  zip({ ".atelier/workspace.json": encode(sign.repeat(200_000)), "b.md": encode("y") });
const workspace = (more: object): Uint8Array<ArrayBuffer> =>
  zip({ ".atelier/workspace.json": encode(JSON.stringify({ format: 1, notes: {}, files: {}, edges: [], ...more })), "b.md": encode("y") });
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
  ["YAML that calls for a function", text("---\na: !!js/function 'function () { window.broken = 1 }'\n---\n"), { created: 2 }],
  ["YAML that names a type of its own", text("---\na: !!python/object/apply:os.system ['id']\n---\n"), { created: 2 }],
  [
    "YAML whose keys are those of every object",
    text("---\n__proto__: { polluted: yes }\nconstructor: { prototype: { polluted: yes } }\n---\n"),
    { created: 2 },
  ],
  ["YAML that merges itself", text("---\na: &a\n  <<: *a\n---\n"), { created: 2 }],
  ["YAML that is a bare word", text("---\nalias\n---\n"), { created: 2 }],
  [
    "YAML whose aliases are numbers and lists",
    text("---\naliases: [1, [2, [3]], { a: 4 }, null, true]\ntags: { a: b }\n---\n"),
    { created: 2 },
  ],
  ["a date that is none", text("---\ncreated: 99999999-99-99\nmodified: 1e400\n---\n"), { created: 2 }],
  ["brackets as deep as a well in a workspace file", deep("["), { created: 1, attached: 1 }],
  ["braces as deep as a well in a workspace file", deep('{"notes":'), { created: 1, attached: 1 }],
  [
    "a workspace file whose edges lead nowhere",
    workspace({
      edges: [
        { edge_type: "LINK", from: "../../etc/passwd", to: "nowhere.md", label: null, weight: 1, directed: true, sequence_order: null },
      ],
    }),
    { created: 1 },
  ],
  [
    "a workspace file that gives a note the keys of every object",
    workspace({ notes: { __proto__: { name: "x" }, "b.md": { name: "b" } } }),
    { created: 1 },
  ],
  ["a path with every kind of slash that climbs out", zip({ "..\\..\\a.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["a path that climbs out in the middle", zip({ "x/../../a.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  [
    "a path that climbs with dots and backslashes mixed",
    zip({ "x\\../..\\a.md": encode("x"), "b.md": encode("y") }),
    { created: 1, failed: 1 },
  ],
  ["a path of a Windows share", zip({ "\\\\server\\share\\a.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["a path of Windows with small letters and slashes", zip({ "c:/a.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["a line break in a name", zip({ "a\n.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["a delete character in a name", zip({ "a\u007f.md": encode("x"), "b.md": encode("y") }), { created: 1, failed: 1 }],
  ["an encoded path that would climb out if it were decoded", zip({ "%2e%2e%2fa.md": encode("x"), "b.md": encode("y") }), { created: 2 }],
  ["names that Windows keeps for itself", zip({ "CON.md": encode("x"), "b.md": encode("y") }), { created: 2 }],
  ["a name that is a stream of another", zip({ "a.md::$DATA": encode("x"), "b.md": encode("y") }), { created: 1, attached: 1 }],
  ["a name that is written from right to left", zip({ "a\u202Egpj.md": encode("x"), "b.md": encode("y") }), { created: 2 }],
  [
    "a name of one character a thousand times combined",
    zip({ [`a${"\u0301".repeat(200)}.md`]: encode("x"), "b.md": encode("y") }),
    { created: 2 },
  ],
  ["two names that differ in case alone", zip({ "A.md": encode("x"), "a.md": encode("z"), "b.md": encode("y") }), { created: 3 }],
  ["UTF-16 without a mark", zip({ "a.md": Uint8Array.of(0x61, 0, 0x62, 0, 0x63, 0), "b.md": encode("y") }), { created: 1, attached: 1 }],
  [
    "UTF-16 with a mark and half a character",
    zip({ "a.md": Uint8Array.of(0xff, 0xfe, 0x3d, 0xd8), "b.md": encode("y") }),
    { created: 1, attached: 1 },
  ],
  ["UTF-8 that is longer than need be", zip({ "a.md": Uint8Array.of(0xc0, 0xaf), "b.md": encode("y") }), { created: 1, attached: 1 }],
  ["UTF-8 of half a surrogate pair", zip({ "a.md": Uint8Array.of(0xed, 0xa0, 0x80), "b.md": encode("y") }), { created: 1, attached: 1 }],
  ["UTF-7, which some readers run as a script", text("+ADw-script+AD4-alert(1)+ADw-/script+AD4-"), { created: 2 }],
  [
    "a picture that holds a script",
    zip({
      "a.svg": encode("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"),
      "b.md": encode("![[a.svg]]"),
    }),
    { created: 1, attached: 1 },
  ],
  [
    "a picture that calls for files of the device",
    zip({ "a.svg": encode('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg>&e;</svg>'), "b.md": encode("y") }),
    { created: 1, attached: 1 },
  ],
  [
    "a page that calls itself a picture",
    zip({ "a.png": encode("<html><script>alert(1)</script>"), "b.md": encode("y") }),
    { created: 1, attached: 1 },
  ],
  ["a database that calls itself a note", zip({ "a.md": encode("SQLite format 3\0"), "b.md": encode("y") }), { created: 1, attached: 1 }],
  ["a link that is opened a hundred thousand times and never closed", text("[x](".repeat(100_000)), { created: 2 }],
  ["emphasis that is opened a hundred thousand times", text("*a **a ".repeat(100_000)), { created: 2 }],
  ["quotes as deep as a well", text(`${">".repeat(50_000)} a`), { created: 2 }],
  ["a fence that is never closed, with ten thousand fences in it", text("```\n~~~\n".repeat(10_000)), { created: 2 }],
  ["a table of ten thousand columns", text(`|${"a|".repeat(10_000)}\n|${"-|".repeat(10_000)}\n`), { created: 2 }],
  ["a tag of a hundred thousand characters", text(`#${"a".repeat(100_000)} #${"a/".repeat(50_000)}`), { created: 2 }],
  [
    "a link whose target is a hundred thousand characters",
    text(`[[${"a".repeat(100_000)}]] [x](${"a/".repeat(50_000)}.md)`),
    { created: 2 },
  ],
  ["SQL in names, tags and links", text("---\ntags: [\"'); DROP TABLE nodes; --\"]\n---\n[['); DELETE FROM nodes; --]]"), { created: 2 }],
  ["a front matter without an end", text(`---\r\n${"a: b\r\n".repeat(20_000)}`), { created: 2 }],
];

test.each(neutral)("IM2: %s is neutralised and the rest comes in", async (_name, bytes, counts) => {
  const ws = await openTestWorkspace(dataModules);
  const report = await ws.task<ImportReport>("import.files", { batch: "b", files: [new File([bytes], "x.zip")], dry_run: false });
  expect(report).toMatchObject(counts);
  for (const item of report.items) if (item.outcome === "failed") expect(item.remarks[0]).toMatch(/\.$/);
  expect(ws.db.value("SELECT content FROM nodes WHERE name = 'b'")).not.toBe(undefined);
});

test("IM2: none of this reached the prototype of every object", () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
});

test("there are at least 60 malicious inputs", () => {
  expect(refused.length + neutral.length).toBeGreaterThanOrEqual(60);
});
