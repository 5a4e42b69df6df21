import { expect, test } from "vitest";
import { openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { UnusedFiles } from "./diagnostics.model.ts";

const file = (name: string, folder = "", byte = 1) => ({
  id: name.replaceAll(/[^a-z0-9]/gi, "-"),
  name,
  folder,
  bytes: new Uint8Array(10).fill(byte),
});

test("ST2: a file is used if a text, a front matter or a text in the trash names it in any spelling", async () => {
  const ws = await openTestWorkspace(dataModules);
  const used = [
    "wiki.png",
    "deep.png",
    "md.jpg",
    "with space.png",
    "Ümlaut.pdf",
    "cover (1).png",
    "front.png",
    "html.gif",
    "trashed.png",
    "CASE.PNG",
  ];
  for (const [i, name] of [...used, "unused.png", "unused (2).png"].entries())
    ws.run("attachment.create", file(name, i === 1 ? "a/b" : "", i));
  ws.run("note.create", {
    id: "a",
    name: "A",
    content: "![[wiki.png]] ![[a/b/deep.png|300]] ![x](./md.jpg) ![y](with%20space.png) [z](U%CC%88mlaut.pdf)",
  });
  ws.run("note.create", { id: "b", name: "B", content: "![w](cover%20(1).png) <img src='html.gif'> ![[case.png#x]]" });
  await ws.task("import.files", { batch: "i", files: [new File(["---\nbanner: assets/front.png\n---\ntext"], "C.md")] });
  ws.run("note.create", { id: "d", name: "D", content: "![[trashed.png]]" });
  ws.run("node.trash", { id: "d" });
  const { files } = await ws.task<UnusedFiles>("attachment.unused");
  expect(files.map(({ name }) => name).toSorted()).toEqual(["unused (2).png", "unused.png"]);
});

test("ST2: unused files go in one step that can be undone, until their bytes are let go; the same bytes are kept once", async () => {
  const ws = await openTestWorkspace(dataModules);
  ws.run("attachment.create", file("one.png"));
  ws.run("attachment.create", file("two.png"));
  ws.run("attachment.create", file("kept.png", "", 2));
  ws.run("note.create", { id: "a", name: "A", content: "![[kept.png]]" });
  expect(ws.db.value("SELECT count(*) FROM blobs")).toBe(2);
  const { files } = await ws.task<UnusedFiles>("attachment.unused");
  ws.run("attachment.clean", { ids: files.map(({ id }) => id) });
  expect((await ws.task<UnusedFiles>("attachment.unused")).unkept).toEqual({ count: 1, bytes: 10 });
  const { mutation_id } = ws.query<{ mutation_id: string }>("undo.latest");
  ws.run("undo.apply", { mutation_id });
  expect(ws.query<unknown[]>("attachment.list")).toHaveLength(3);
  ws.run("attachment.clean", { ids: files.map(({ id }) => id) });
  expect(ws.run("attachment.release")).toEqual({ bytes: 10 });
  expect(ws.db.value("SELECT count(*) FROM blobs")).toBe(1);
});

test("ST2: a file that is gone already is refused, and nothing is deleted", async () => {
  const ws = await openTestWorkspace(dataModules);
  ws.run("attachment.create", file("one.png"));
  expect(ws.try("attachment.clean", { ids: ["one-png", "nobody"] })).toMatchObject({ ok: false, error: { type: "AttachmentNotFound" } });
  expect(ws.query<unknown[]>("attachment.list")).toHaveLength(1);
});
