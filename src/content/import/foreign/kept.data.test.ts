import { expect, test } from "vitest";
import { openTestWorkspace, type TestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import type { ImportReport } from "../import.model.ts";

let batches = 0;
const load = (ws: TestWorkspace, content: unknown): Promise<ImportReport> => {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return ws.task<ImportReport>("import.files", { batch: `kept-${++batches}`, files: [new File([text], "x")], dry_run: false });
};
const kept = (ws: TestWorkspace, name: string) => {
  const row = ws.db.row<{ content: string; front_matter: string; tags: string; created_at: number }>(
    "SELECT n.content, n.tags, n.created_at, t.front_matter FROM nodes n JOIN notes t ON t.id = n.id WHERE n.name = ?",
    [name],
  )!;
  return { ...row, value: JSON.parse(/(`{3,})json\n([\s\S]*)\n\1\n$/.exec(row.content)![2]!) as unknown };
};

const USER = {
  version: 1,
  exportedAt: "2025-05-01T10:00:00.000Z",
  data: {
    id: "u1",
    name: "A person",
    email: "person@example.org",
    password: "$2b$12$hash",
    tokenBalance: 900,
    projects: [
      {
        id: "c1",
        name: "Landing page",
        description: "With fences ```` in its files",
        createdAt: "2025-02-01T10:00:00.000Z",
        updatedAt: "2025-03-01T10:00:00.000Z",
        messages: [{ id: "m1", role: "user", content: "```js\nlet a;\n```" }],
        files: [{ id: "f1", path: "index.html", content: "<h1>[[Hello]]</h1>", language: "html" }],
      },
    ],
    tokenUsage: [{ id: "k1", tokensUsed: 10, endpoint: "/chat" }],
  },
};
const SONG = {
  id: "s1",
  name: "Low Tide",
  createdAt: 1_700_000_000,
  updatedAt: 1_710_000_000,
  metadata: { tempo: 92, tags: ["slow", "sea"] },
  sections: [{ id: "a", name: "Verse" }],
  roles: [],
  projections: [],
  mixGraph: { tracks: [] },
};

test("IF6: Vibing2's JSON is kept whole, but for what opens the account", async () => {
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, USER);
  expect(report.kinds).toEqual([{ kind: "kept", created: 3, updated: 0, unchanged: 0 }]);
  const project = kept(ws, "Landing page");
  expect(project.value).toEqual(USER.data.projects[0]);
  expect(project.front_matter).toContain("kept_as: vibing2.project");
  expect(project.created_at).toBe(Date.UTC(2025, 1, 1, 10));
  expect(kept(ws, "A person").value).toEqual({ id: "u1", name: "A person", email: "person@example.org", tokenBalance: 900 });
  expect(ws.db.value("SELECT count(*) FROM nodes WHERE content LIKE '%2b$12%'")).toBe(0);
  expect(ws.db.value("SELECT count(*) FROM unresolved_links")).toBe(0);
  expect(await load(ws, USER)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
});

test("IF6: Vibing2's CSV of users", async () => {
  const ws = await openTestWorkspace(dataModules);
  const csv =
    'id,name,email,password,image,plan,token_balance,context_used,created_at\nu1,"Person, A",p@example.org,secret,,FREE,10,0.5,1700000000\n';
  expect(await load(ws, csv)).toMatchObject({ created: 1 });
  expect(kept(ws, "Person, A").value).toMatchObject({ email: "p@example.org", plan: "FREE" });
  expect(ws.db.value("SELECT count(*) FROM nodes WHERE content LIKE '%secret%'")).toBe(0);
});

test.each([
  ["all songs", [SONG, { ...SONG, id: "s2", name: "High Tide" }], 2],
  ["one song", SONG, 1],
  ["a performance", { id: "p1", songId: "s1", name: "Low Tide", arrangementStyle: "SOLO_PIANO", instrumentationMap: {} }, 1],
])("IF6: %s of White Room", async (_name, content, count) => {
  const ws = await openTestWorkspace(dataModules);
  expect((await load(ws, content)).kinds).toEqual([{ kind: "kept", created: count, updated: 0, unchanged: 0 }]);
  expect(kept(ws, "Low Tide").value).toEqual(Array.isArray(content) ? content[0] : content);
  expect(await load(ws, content)).toMatchObject({ created: 0, unchanged: count });
});

test.each([
  ["Vibing2", JSON.stringify(USER)],
  ["White Room", JSON.stringify([SONG])],
])("IF5: an export of %s that was cut off is refused", async (_name, text) => {
  const ws = await openTestWorkspace(dataModules);
  await expect(load(ws, text.slice(0, -2))).rejects.toMatchObject({ failure: { type: "DamagedFile" } });
});

test("IF1: other JSON, also a very deep one, is a file like any other", async () => {
  for (const text of [
    '{"projects": []}',
    "[]",
    "null",
    '{"projects":'.repeat(50_000),
    "[".repeat(100_000),
    '{"name": "x", "sections": 1}',
  ]) {
    const ws = await openTestWorkspace(dataModules);
    expect(await load(ws, text)).toMatchObject({ created: 0, attached: 1 });
  }
});
