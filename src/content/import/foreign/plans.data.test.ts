import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { CALENDAR_ICS } from "../../../../e2e/fixtures/calendar.ts";
import { TODOIST_CSV } from "../../../../e2e/fixtures/todoist.ts";
import { startOf } from "../../../base/days.ts";
import { openTestWorkspace, type TestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import type { ImportReport } from "../import.model.ts";

const AT = Date.UTC(2026, 0, 2);
const file = (text: string | Uint8Array<ArrayBuffer>, name: string): File => new File([text], name, { lastModified: AT });
let batches = 0;
const load = (ws: TestWorkspace, ...files: File[]): Promise<ImportReport> =>
  ws.task<ImportReport>("import.files", { batch: `plans-${++batches}`, files, dry_run: false });
const nodes = (ws: TestWorkspace): unknown => ws.db.rows("SELECT * FROM nodes ORDER BY id");
const node = (ws: TestWorkspace, name: string) =>
  ws.db.row<Record<string, unknown> & { id: string }>("SELECT * FROM nodes WHERE name = ?", [name])!;

test("IF4: a project of Todoist: sections, labels, sub-tasks, comments, dates in their zone", async () => {
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, file(TODOIST_CSV, "Renovation [2201].csv"));
  expect(report.kinds).toMatchObject([
    { kind: "project", created: 1 },
    { kind: "todo", created: 5 },
  ]);
  expect(ws.query("project.list")).toMatchObject([{ name: "Renovation", todos: 5, open: 5 }]);
  const paint = node(ws, "Buy paint");
  expect(ws.query("todo.get", { id: paint.id })).toMatchObject({
    tags: ["shop", "weekend"],
    priority: "high",
    estimated_hours: 1.5,
    status: "matched",
    content: 'Two "large" tins,\nmatt\n\n> The shop closes at six.',
    due_at: startOf("2026-03-14") + 18 * 3_600_000,
  });
  const below = ws.db.row("SELECT t.name FROM edges e JOIN nodes t ON t.id = e.target_id WHERE e.source_id = ? AND e.edge_type = 'NEST'", [
    paint.id,
  ]);
  expect(below).toEqual({ name: "Choose a colour" });
  const walls = ws.db.rows("SELECT due_at, tags FROM nodes WHERE name = 'Measure the wall' ORDER BY sort_order");
  expect(walls).toEqual([
    { due_at: Date.UTC(2026, 2, 14, 13, 30), tags: '["Kitchen"]' },
    { due_at: null, tags: '["Kitchen"]' },
  ]);
  expect(node(ws, "Water the plants")["content"]).toBe("Date in Todoist: every monday");
  expect(report.items.find(({ path }) => path.endsWith("plants"))!.remarks[0]).toContain("It repeats");
});

test("IF4: a calendar: folded and escaped lines, every kind of time, rules kept as text", async () => {
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, file(CALENDAR_ICS, "x.dat"));
  expect(report).toMatchObject({ created: 6, skipped: 1, failed: 0 });
  expect(Object.fromEntries(report.kinds.map(({ kind, created }) => [kind, created]))).toEqual({ event: 3, todo: 2, note: 1 });
  const session = node(ws, "Night session, drums and a title so long that it has to be folded");
  // The clocks go forward in this night: three hours on the wall are two.
  expect(session).toMatchObject({
    event_start: Date.UTC(2026, 2, 29, 0),
    event_end: Date.UTC(2026, 2, 29, 2),
    created_at: Date.UTC(2025, 11, 1, 8),
    modified_at: Date.UTC(2025, 11, 15, 8),
    location_name: "Harbour studio",
    latitude: 53.54,
    longitude: 9.98,
    tags: '["music","night"]',
    folder: "Calendar/Studio",
    source_url: "https://example.org/session",
    content: "Bring:\n- sticks\n- ;coffee;\n\n- RRULE:FREQ=WEEKLY;BYDAY=SU;COUNT=4",
  });
  expect(node(ws, "Day off")).toMatchObject({ event_start: startOf("2026-05-01"), event_end: startOf("2026-05-02") });
  expect(node(ws, "Call")).toMatchObject({ event_start: Date.UTC(2026, 5, 1, 9), event_end: Date.UTC(2026, 5, 1, 10, 30) });
  expect(node(ws, "Mix the chorus")).toMatchObject({ due_at: Date.UTC(2026, 2, 10, 17), status: "dumped", priority: 3 });
  expect(node(ws, "Drums first")).toMatchObject({
    due_at: new Date(2026, 2, 11, 9).getTime(),
    status: "done",
    completed_at: Date.UTC(2026, 2, 9, 12),
  });
  expect(ws.db.value("SELECT count(*) FROM edges WHERE edge_type = 'NEST' AND source_id = ?", [node(ws, "Mix the chorus").id])).toBe(1);
});

test("IF2: the same files again change nothing, whatever they are called; a changed date comes", async () => {
  const ws = await openTestWorkspace(dataModules);
  await load(ws, file(TODOIST_CSV, "Renovation.csv"), file(CALENDAR_ICS, "cal.ics"));
  const before = nodes(ws);
  const again = await load(ws, file(TODOIST_CSV, "Renovation (1).csv"), file(CALENDAR_ICS, "cal (3).ics"));
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 12 });
  expect(nodes(ws)).toEqual(before);
  const later = await load(ws, file(CALENDAR_ICS.replace("DUE:20260310", "DUE:20260312"), "cal.ics"));
  expect(later).toMatchObject({ created: 0, updated: 1, unchanged: 5 });
  expect(node(ws, "Mix the chorus")["due_at"]).toBe(Date.UTC(2026, 2, 12, 17));
});

test("IF1: a backup that holds nothing else is read file by file; among notes such files stay files", async () => {
  const encode = (text: string) => new TextEncoder().encode(text);
  const ws = await openTestWorkspace(dataModules);
  const backup = zipSync({ "Home.csv": encode(TODOIST_CSV), "Work.csv": encode(TODOIST_CSV) }) as Uint8Array<ArrayBuffer>;
  expect(await load(ws, file(backup, "Todoist backup.zip"))).toMatchObject({ created: 12, attached: 0 });
  const vault = zipSync({ "a.md": encode("a"), "cal.ics": encode(CALENDAR_ICS) }) as Uint8Array<ArrayBuffer>;
  expect(await load(ws, file(vault, "vault.zip"))).toMatchObject({ created: 1, attached: 1 });
});

const broken: [string, string, string][] = [
  ["a calendar that was cut off", CALENDAR_ICS.slice(0, 900), "DamagedFile"],
  ["a calendar that is noise after its first line", "BEGIN:VCALENDAR\r\n\0\r\nEND:VCALENDAR", "none"],
  ["a calendar with a line that is none", "BEGIN:VCALENDAR\r\nno colon here\r\nEND:VCALENDAR\r\n", "DamagedFile"],
  ["a Todoist file whose quote never ends", TODOIST_CSV.replace('matt"', "matt"), "DamagedFile"],
];
test.each(broken)("IF5: %s is refused in words, and nothing is changed", async (_name, text, type) => {
  const ws = await openTestWorkspace(dataModules);
  const outcome = await ws.host.task(
    "import.files",
    { batch: "b", files: [file(text, "x")], dry_run: false },
    () => undefined,
    new AbortController().signal,
  );
  // What is no text at all is a file like any other.
  expect(outcome).toMatchObject(type === "none" ? { ok: true, value: { created: 0, attached: 1 } } : { ok: false, error: { type } });
  expect(ws.db.value("SELECT count(*) FROM nodes")).toBe(0);
});
